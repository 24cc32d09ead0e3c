import { describe, expect, it } from 'vitest';
import { type Effect, effectsOf, inOrder, type Plan, runPlan } from '../../model/plan.ts';
import type { Errno } from '../../spec/errno.ts';
import { Bench } from './bench.ts';

/** Runs the plan that is made with effects that note their name; gives what was done, and what it ended in. */
function run(make: (effect: (name: string, errno?: Errno) => Effect) => Plan) {
  const done: string[] = [];
  const plan = make((name, errno) => () => {
    done.push(name);
    return errno ?? null;
  });
  return { ended: runPlan(new Bench().host, plan), done };
}

describe('a plan', () => {
  it('does its effects one after the other', () => {
    expect(run((effect) => inOrder(effect('a'), effect('b')))).toEqual({ ended: null, done: ['a', 'b'] });
  });

  it('of nothing is done at once', () => {
    expect(run(() => [])).toEqual({ ended: null, done: [] });
  });

  it('goes on after a failed step where the step says, and ends in what its last step ended in', () => {
    const plan = run((effect) => [
      { effect: effect('a', 'ENOMEM'), otherwise: 2 },
      { effect: effect('b'), otherwise: 2 },
      { effect: effect('c') },
    ]);
    expect(plan).toEqual({ ended: null, done: ['a', 'c'] });
  });

  it('goes on with the next step if that fails which says nothing', () => {
    const plan = run((effect) => [{ effect: effect('a', 'EBUSY') }, { effect: effect('b', 'ENOMEM') }]);
    expect(plan).toEqual({ ended: 'ENOMEM', done: ['a', 'b'] });
  });

  it('does not jump after a step that was done', () => {
    const plan = run((effect) => [{ effect: effect('a'), otherwise: 2 }, { effect: effect('b', 'EBUSY') }]);
    expect(plan).toEqual({ ended: 'EBUSY', done: ['a', 'b'] });
  });

  it('rolls back only if its last step failed', () => {
    const withEnd = (errno?: Errno) =>
      run((effect) => [
        { effect: effect('a', 'EBUSY') },
        { effect: effect('b', errno) },
        { effect: effect('undo b'), undo: true },
        { effect: effect('undo a'), undo: true },
      ]);
    expect(withEnd()).toEqual({ ended: null, done: ['a', 'b'] });
    expect(withEnd('ENOMEM')).toEqual({ ended: 'ENOMEM', done: ['a', 'b', 'undo b', 'undo a'] });
  });

  it('does what there is to do for each of several things, none of which fails', () => {
    const walked = (...each: readonly string[]) =>
      run((effect) => [
        { effect: effect('a', 'EBUSY') },
        { each: () => each.map((name) => effect(name)) },
        { effect: effect('undo a'), undo: true },
      ]);
    expect(walked('b', 'c')).toEqual({ ended: null, done: ['a', 'b', 'c'] });
    expect(walked()).toEqual({ ended: null, done: ['a'] });
  });

  it('is, where nothing fails, one effect after the other', () => {
    const [a, b, c, undo]: Effect[] = [() => null, () => null, () => null, () => null] as const;
    const steps: Plan = [{ effect: a as Effect, otherwise: 2 }, { each: () => [b as Effect, c as Effect] }];
    const { host } = new Bench();
    expect(effectsOf(host, [...steps, { effect: undo as Effect, undo: true }])).toEqual([a, b, c]);
  });

  it('drops what a roll-back step ends in', () => {
    const plan = run((effect) => [
      { effect: effect('a', 'ENOMEM') },
      { effect: effect('undo', 'EBUSY'), undo: true },
      { effect: effect('undo more'), undo: true },
    ]);
    expect(plan).toEqual({ ended: 'ENOMEM', done: ['a', 'undo', 'undo more'] });
  });
});
