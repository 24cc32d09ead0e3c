import { describe, expect, it } from 'vitest';
import { parseTlc } from '../../../bench/tools/tlc.ts';

const exhausted = `
Model checking completed. No error has been found.
Progress(11) at 2020-03-30 12:00:00: 1,146 states generated, 288 distinct states found, 0 states left on queue.
1146 states generated, 288 distinct states found, 0 states left on queue.
The depth of the complete state graph search is 11.
`;

const violated = `
Error: Invariant Inv is violated.
Error: The behavior up to this point is:
State 1: <Initial predicate>
state = [x |-> 0]

State 2: <take_vm1 line 40, col 3 to line 44, col 20 of module lock>
state = [x |-> 1]

24 states generated, 15 distinct states found, 9 states left on queue.
The depth of the complete state graph search is 3.
`;

describe("TLC's output", () => {
  it('gives the counts, the initial state among those generated', () => {
    expect(parseTlc(exhausted)).toEqual({ distinct: 288, generated: 1146, depth: 11, errorLength: null });
  });

  it('gives the length of a way to a violation, whose first state is no step', () => {
    expect(parseTlc(violated)).toMatchObject({ distinct: 15, errorLength: 1 });
  });

  it('says nothing of a depth that was not printed, and is refused without counts', () => {
    expect(parseTlc(exhausted.replace(/The depth.*/, '')).depth).toBeNull();
    expect(() => parseTlc('Parsing or semantic analysis failed.')).toThrow('no /');
  });
});
