/**
 * The allocator of host PASIDs, held against what the kernel's allocators of numbers have answered: the golden model allows
 * every answer, though it leaves open which free number comes first. The numbers of a sequence become host PASIDs in
 * their order, all of them the host's own.
 */
import { describe, expect, it } from 'vitest';
import { ModelRun } from '../../conformance/model-run.ts';
import { EngineInstance } from '../../engine/instance.ts';
import { kernelActor } from '../../spec/arguments.ts';
import { type Command, commandOf, printAnswer } from '../../spec/commands.ts';
import { golden } from '../../spec/designs/golden.ts';
import type { Answer } from '../../spec/errno.ts';
import type { Column } from '../../spec/schema/layout.ts';
import type { Hpasid } from '../../spec/sorts.ts';
import { hostLayout, hostSet } from '../../spec/state.ts';
import { Topology } from '../../spec/topology.ts';
import { nothing } from '../spec/topologies.ts';
import { sequences } from './allocator-sequences.ts';

/** `5` or `0..9`, upwards or downwards. */
function numbersOf(text: string): readonly number[] {
  const [from, to = from] = text.split('..').map(Number) as [number, number?];
  const step = to < from ? -1 : 1;
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, place) => from + step * place);
}

/** The numbers that are handed out or freed, in ascending order. */
function universe(steps: readonly string[]): readonly number[] {
  const named = steps.map((step) => /^(?:alloc|free) (\d+(?:\.\.\d+)?)/.exec(step)?.[1]);
  const numbers = new Set(named.flatMap((text) => (text === undefined ? [] : numbersOf(text))));
  return [...numbers].toSorted((one, other) => one - other);
}

/** What is asked: the model, which follows a wish where it leaves the answer open, or the engine. */
interface Asked {
  readonly answer: (command: Command, wish: Answer | null) => Answer;
  readonly isFree: (hpasid: Hpasid) => boolean;
}

/** More host PASIDs are asked of the engine alone: the model is made to be read. */
const modelMax = 20_000;

function model(topology: Topology): Asked {
  const run = new ModelRun(topology, golden);
  return {
    answer: (command, wish) => run.take(command, wish).answer,
    isFree: (hpasid) => run.state.ioasid.at(hpasid).state === 'free',
  };
}

function engine(topology: Topology): Asked {
  const instance = new EngineInstance(topology);
  const isState = ({ table, name }: Column) => table === 'ioasid' && name === 'state';
  const { number } = hostLayout(topology).columns.find(isState) as Column;
  return {
    answer: (command) => instance.execute(command),
    isFree: (hpasid) => instance.cell(number, hpasid - 1) === 0,
  };
}

class Allocator {
  readonly #asked: Asked;
  readonly #topology: Topology;
  readonly #pasidOf: ReadonlyMap<number, number>;

  constructor(steps: readonly string[]) {
    const numbers = universe(steps);
    const size = Math.max(1, numbers.length);
    this.#pasidOf = new Map(numbers.map((number, place) => [number, place + 1]));
    const data = { ...nothing, hpasids: size, capacity: size, hostQuota: size };
    this.#topology = new Topology(data);
    this.#asked = size > modelMax ? engine(this.#topology) : model(this.#topology);
  }

  /** Takes a step. Gives what it answered where that is not what was observed. */
  take(step: string): string | null {
    const [, verb, what, outcome] = /^(\w+) (?:in )?([\w.]+)(?:: (\w+))?$/.exec(step) as RegExpExecArray;
    if (verb === 'held') return this.#isIdle() === (what === 'none') ? null : `not ${step}`;
    if (outcome === 'none') return this.#allocNone(what as string);
    if (what === 'all') return this.#each(this.#held(), (hpasid) => this.#expect(this.#free(hpasid), '0'));
    const pasids = numbersOf(what as string).map((number) => this.#pasidOf.get(number) as number);
    if (verb === 'alloc') return this.#each(pasids, (hpasid) => this.#expect(this.#alloc(), `p${hpasid}`, hpasid));
    return this.#each(pasids, (hpasid) => this.#expect(this.#free(hpasid), outcome === 'nothing' ? '-ENOENT' : '0'));
  }

  /** Asks for one of a range, of which there is none: it has nothing in it, or all of it is held. */
  #allocNone(range: string): string | null {
    const [low, high] = range.split('..').map(Number) as [number, number];
    const numbers = [...this.#pasidOf.keys()];
    const min = numbers.filter((number) => number < low).length + 1;
    const max = numbers.filter((number) => number <= high).length;
    const command = commandOf('ioasid_alloc_range', [kernelActor, hostSet, min, max]);
    return this.#expect(command, min > max ? '-EINVAL' : '-ENOSPC');
  }

  #alloc(): Command {
    return commandOf('ioasid_alloc', [kernelActor, hostSet]);
  }

  #free(hpasid: number): Command {
    return commandOf('ioasid_free', [kernelActor, hpasid]);
  }

  #expect(command: Command, answer: string, wish: Answer | null = null): string | null {
    const told = printAnswer(command, this.#asked.answer(command, wish));
    return told === answer ? null : `${told}, not ${answer}`;
  }

  #each(pasids: readonly number[], take: (hpasid: number) => string | null): string | null {
    for (const hpasid of pasids) {
      const wrong = take(hpasid);
      if (wrong !== null) return wrong;
    }
    return null;
  }

  #isIdle(): boolean {
    return this.#held().length === 0;
  }

  #held(): readonly number[] {
    return this.#topology.hpasids.filter((hpasid) => !this.#asked.isFree(hpasid));
  }
}

describe('the allocator of host PASIDs answers as the kernel’s allocators of numbers', () => {
  for (const { fact, of, sequences: asked } of sequences) {
    it.each(asked.map((sequence, place) => [`${fact} (${of}${asked.length === 1 ? '' : `, ${place + 1}`})`, sequence]))(
      '%s',
      (_, sequence) => {
        const steps = sequence.split('; ');
        const allocator = new Allocator(steps);
        for (const step of steps) expect([step, allocator.take(step)]).toEqual([step, null]);
      },
    );
  }
});
