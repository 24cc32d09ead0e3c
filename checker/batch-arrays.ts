/** The arrays that a search shares with the code of its system, allocated. */
import type { BatchArrays, BatchSystem, Independence } from './batch-system.ts';

/** Sizes of buffers that compiled code can have as its memory: powers of two, and from here on multiples. */
const heapUnit = 2 ** 24;
const heapMin = 2 ** 12;

const heapBytes = (bytes: number): number =>
  bytes > heapUnit ? Math.ceil(bytes / heapUnit) * heapUnit : 2 ** Math.ceil(Math.log2(Math.max(bytes, heapMin)));

/** Arrays of so many words each, one behind the other in one buffer. */
function together<Name extends string>(lengths: Readonly<Record<Name, number>>): Readonly<Record<Name, Int32Array>> {
  const names = Object.keys(lengths) as Name[];
  const total = names.reduce((sum, name) => sum + lengths[name], 0);
  const heap = new ArrayBuffer(heapBytes(total * Int32Array.BYTES_PER_ELEMENT));
  let at = 0;
  const arrays = names.map((name) => {
    const array = new Int32Array(heap, at, lengths[name]);
    at += array.byteLength;
    return [name, array] as const;
  });
  return Object.fromEntries(arrays) as Record<Name, Int32Array>;
}

/**
 * Arrays for batches of up to `batch` states.
 *
 * @param sleep the masks of all states, which only a system with independence has; null when sleep sets are off.
 * @throws RangeError when the runtime cannot allocate them.
 */
export function batchArrays(
  { width, branching, marks, independence }: BatchSystem,
  batch: number,
  states: Int32Array,
  sleep: Int32Array | null,
): BatchArrays {
  // Initial states come this way too, where nothing else may.
  const successors = batch * Math.max(branching, 1);
  const arrays = together({
    inHand: batch * width,
    masksInHand: sleep === null ? 0 : batch * (independence as Independence).masks,
    ends: batch,
    open: marks,
    marks: batch * marks,
    markLabels: batch * marks,
    markStates: batch * marks,
    labels: successors,
    successors: successors * width,
  });
  arrays.open.fill(1);
  return { ...arrays, states, sleep };
}
