import { describe, expect, it } from 'vitest';
import { longRunFlags } from '../../cli/common-flags.ts';
import { readFlags } from '../../cli/flags.ts';
import { ProgressMeter } from '../../cli/progress.ts';
import { Paper, surroundings } from './prompt.ts';

/** A meter with a clock that stands until it is moved. */
function meterFor(args: readonly string[], isTTY = false) {
  const stderr = new Paper(isTTY);
  const clock = { seconds: 0 };
  const meter = new ProgressMeter(
    readFlags(longRunFlags, args),
    surroundings({ stderr, now: () => clock.seconds * 1000 }),
  );
  const noteAt = (seconds: number, name: string) => {
    clock.seconds = seconds;
    meter.note(name, { text: `${name} after ${seconds} s`, figures: { seconds } });
  };
  return { meter, stderr, noteAt };
}

describe('progress', () => {
  it('elsewhere than on a terminal is a line after 3 s and then every 30 s', () => {
    const { meter, stderr, noteAt } = meterFor([]);
    meter.begin('vsva check identity', {});
    for (let second = 0; second < 70; second++) noteAt(second, 'identity');
    expect(stderr.text.split('\n')).toEqual([
      'vsva check identity',
      'identity after 3 s',
      'identity after 33 s',
      'identity after 63 s',
      '',
    ]);
  });

  it('speaks of all that is in hand, and no more of what is done', () => {
    const { meter, stderr, noteAt } = meterFor(['--progress', 'plain'], true);
    noteAt(1, 'identity');
    noteAt(4, 'guest-owned');
    meter.done('identity');
    noteAt(40, 'guest-owned');
    expect(stderr.text).toBe('identity after 1 s\nguest-owned after 4 s\nguest-owned after 40 s\n');
  });

  it('on a terminal is one line, rewritten each second and no wider than the terminal', () => {
    const { meter, stderr, noteAt } = meterFor([], true);
    meter.begin('vsva check identity', {});
    noteAt(0.5, 'identity');
    noteAt(1.5, 'guest-owned');
    noteAt(2, 'guest-owned');
    noteAt(2.6, 'x'.repeat(100));
    meter.done('identity');
    const erase = '\r\x1b[2K';
    expect(stderr.text.split(erase)).toEqual([
      'vsva check identity\n',
      'identity after 0.5 s | guest-owned after 1.5 s',
      `identity after 0.5 s | guest-owned after 2 s | ${'x'.repeat(32)}`,
      '',
    ]);
  });

  it('as JSON is an object a line', () => {
    const { meter, stderr, noteAt } = meterFor(['--progress', 'json']);
    meter.begin('vsva check identity', { verb: 'check' });
    noteAt(0.5, 'identity');
    noteAt(1.5, 'guest-owned');
    expect(
      stderr.text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { schema: 'vsva/progress/1', configuration: { verb: 'check' } },
      { schema: 'vsva/progress/1', name: 'identity', seconds: 0.5 },
      { schema: 'vsva/progress/1', name: 'guest-owned', seconds: 1.5 },
    ]);
  });

  it.each([['--progress=off'], ['-q'], ['--quiet']])('is nothing with %s', (flag) => {
    const { meter, stderr, noteAt } = meterFor([flag], true);
    meter.begin('vsva check identity', {});
    noteAt(100, 'identity');
    meter.done('identity');
    expect(stderr.text).toBe('');
  });

  it('has only these forms', () => {
    expect(() => meterFor(['--progress', 'plan'])).toThrow('unknown progress "plan"; did you mean "plain"?');
  });
});
