import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { surroundingsOf } from '../../cli/process.ts';
import { identity } from '../../generators/instances/identity.ts';
import { Topology } from '../../spec/topology.ts';

/** A process in which nothing happens but what a test makes happen. */
class QuietProcess extends EventEmitter {
  readonly stdout = new EventEmitter();
  readonly stderr = new EventEmitter();
  readonly env = { NO_COLOR: '1' };
  readonly exits: number[] = [];
  cwd(): string {
    return 'here';
  }
  exit(code: number): void {
    this.exits.push(code);
  }
}
const begin = () => {
  const program = new QuietProcess();
  return { program, around: surroundingsOf(program as unknown as NodeJS.Process) };
};

describe('the surroundings of a process', () => {
  it.each(['SIGINT', 'SIGTERM'])('are interrupted by the first %s; a second one is not heard', (signal) => {
    const { program, around } = begin();
    expect(around.interrupt.aborted).toBe(false);
    program.emit(signal);
    expect(around.interrupt.aborted).toBe(true);
    expect(program.listenerCount(signal)).toBe(0);
  });

  it('outlive a reader that has gone, and no other error of a stream', () => {
    const { program } = begin();
    program.stdout.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    program.stderr.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    expect(program.exits).toEqual([]);
    program.stdout.emit('error', Object.assign(new Error('no space'), { code: 'ENOSPC' }));
    expect(program.exits).toEqual([153]);
  });

  it('are those of the machine', () => {
    const { around } = begin();
    expect(around).toMatchObject({ cwd: 'here', env: { NO_COLOR: '1' } });
    expect([1, 2]).toContain(around.threads);
    expect(around.implementation(new Topology(identity.topology)).stray()).toBe(0);
    expect(around.instances.map(({ name }) => name)).toContain('identity');
  });
});
