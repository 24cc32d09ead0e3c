import { describe, expect, it } from 'vitest';
import type { LoadableImplementation } from '../../conformance/implementation.ts';
import { Lockstep } from '../../conformance/lockstep.ts';
import type { Command } from '../../spec/commands.ts';

/** A counter that a command of kind `k` raises by the number of the command, and that can lose things. */
class Counter implements LoadableImplementation {
  readonly encodedWords = 1;
  value = 0;
  loaded = 0;
  lost = 0;
  loads = 0;
  saves = 0;
  encode(command: Command, into: Int32Array, at: number): void {
    into[at] = (command as unknown as { by: number }).by;
  }
  issue(encoded: Int32Array, at: number): number {
    this.value += encoded[at] as number;
    return this.value;
  }
  execute(): number {
    return 0;
  }
  load(words: Int32Array, at: number): void {
    this.loads++;
    this.value = words[at] as number;
    this.loaded = this.value;
  }
  isUntouched(): boolean {
    return this.value === this.loaded && this.lost === 0;
  }
  save(words: Int32Array, at: number): void {
    this.saves++;
    words[at] = this.value;
  }
  cell(): number {
    return 0;
  }
  occupied(): number {
    return 0;
  }
  stray(): number {
    return this.lost;
  }
}

const commands = [0, 1, 2].map((by) => ({ by })) as unknown as Command[];

describe('lock-step on an edge', () => {
  it('knows the state a command led to, and goes back only if it is another', () => {
    const counter = new Counter();
    const lockstep = new Lockstep(counter, commands, 1);
    lockstep.load(Int32Array.of(9, 5), 1);
    expect(lockstep.execute(0)).toBe(5);
    expect(lockstep.isUntouched()).toBe(true);
    lockstep.restore();
    expect(counter.loads).toBe(1);
    expect(lockstep.execute(2)).toBe(7);
    expect(lockstep.isUntouched()).toBe(false);
    expect(lockstep.isAt(Int32Array.of(0, 7), 1)).toBe(true);
    expect(lockstep.isAt(Int32Array.of(0, 8), 1)).toBe(false);
    expect(counter.saves).toBe(1);
    lockstep.restore();
    expect(counter.loads).toBe(2);
    expect(lockstep.execute(1)).toBe(6);
    expect(lockstep.edges).toBe(3);
  });

  it('is at no state of the instance if something lies outside of it', () => {
    const counter = new Counter();
    const lockstep = new Lockstep(counter, commands, 1);
    lockstep.load(Int32Array.of(5), 0);
    counter.lost = 1;
    lockstep.execute(0);
    expect(lockstep.isUntouched()).toBe(false);
    expect(lockstep.isAt(Int32Array.of(5), 0)).toBe(false);
  });
});
