import { describe, expect, it } from 'vitest';
import { measure, succeed, ToolFailed } from '../../../bench/tools/measure.ts';

const node = (script: string) => [process.execPath, ['-e', script], '.'] as const;

describe('a measurement', () => {
  it('counts the processor time of the whole process, and no time that it slept', () => {
    const busy = 'const end = process.cpuUsage().user + 3e5; while (process.cpuUsage().user < end);';
    expect(measure(...node(busy)).cpuSeconds).toBeGreaterThan(0.3);
    const idle = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500)';
    expect(measure(...node(idle)).cpuSeconds).toBeLessThan(1);
  });

  it('has both outputs and the exit code', () => {
    const { output, exitCode } = measure(...node('console.log("out"); console.error("err"); process.exitCode = 3'));
    expect({ output, exitCode }).toEqual({ output: 'out\nerr\n', exitCode: 3 });
  });

  it('fails with what was printed, where success was asked for', () => {
    expect(() => succeed(...node('console.log("why"); process.exitCode = 3'))).toThrow('why');
    expect(succeed(...node('')).exitCode).toBe(0);
  });

  it('fails when the program is killed, or there is no directory to run it in', () => {
    expect(() => measure(...node('process.kill(process.pid, "SIGKILL")'))).toThrow(ToolFailed);
    expect(() => measure('true', [], 'no-such-directory')).toThrow(ToolFailed);
  });
});
