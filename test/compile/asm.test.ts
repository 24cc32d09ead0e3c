import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchArrays } from '../../checker/batch-arrays.ts';
import { AsmHeap, asmModule } from '../../compile/asm.ts';
import { CompiledSystem } from '../../compile/compiled-system.ts';
import { trace } from '../../compile/traced.ts';
import { locks } from './locks.ts';
import { programOf, randomProgram } from './random-programs.ts';

/** What the runtime complains of while something is done, which it then tells nobody else. */
async function complaints(action: () => void): Promise<readonly string[]> {
  const heard: string[] = [];
  const listeners = process.listeners('warning');
  process.removeAllListeners('warning').on('warning', ({ message }) => heard.push(message));
  action();
  await new Promise((resolve) => setImmediate(resolve));
  process.removeAllListeners('warning');
  for (const each of listeners) process.on('warning', each);
  return heard;
}

interface Sums {
  sum(row: number): number;
}

describe('a module of asm.js', () => {
  const buffer = new ArrayBuffer(4096);
  const inHand = new Int32Array(buffer, 40, 6);
  const more = new Int32Array(buffer, 400, 10);
  const heap = new AsmHeap({ inHand, more }, ['w0', 'w1']);
  const text = `function sum(row) {
row = row | 0;
var w0 = 0, w1 = 0;
${heap.load('row')}${heap.at('more', 'row', 3, 1)} = w1;
return (w0 + w1 | 0) + (${heap.word('more', 9)} | 0) | 0;
}
return { sum: sum };`;

  it.each([true, false])('works on the arrays of its heap, compiled ahead: %s', (ahead) => {
    const { sum } = asmModule<Sums>(text, heap.buffer, ahead);
    inHand.set([1, 2, 30, 40, 500, 600]);
    more.fill(0).set([7], 9);
    expect([sum(0), sum(2)]).toEqual([10, 1107]);
    expect([...more.subarray(0, 8)]).toEqual([0, 2, 0, 0, 0, 0, 0, 600]);
  });

  it('is known as such by the runtime, which else would say so', async () => {
    const undeclared = text.replace('row = row | 0;\n', '');
    expect(await complaints(() => asmModule(undeclared, heap.buffer, true))).toEqual([
      expect.stringContaining('Invalid asm.js'),
    ]);
    expect(await complaints(() => asmModule(text, heap.buffer, true))).toEqual([]);
  });

  it('is what every program is compiled to', async () => {
    const programs = fc.sample(randomProgram, 20).map(programOf);
    const heard = await complaints(() => {
      for (const program of [locks, ...programs]) {
        const system = new CompiledSystem(trace(program));
        const states = new Int32Array(system.width);
        for (const sleep of [null, new Int32Array(system.independence.masks)]) {
          system.bind(batchArrays(system, 1, states, sleep));
        }
      }
    });
    expect(heard).toEqual([]);
  });
});
