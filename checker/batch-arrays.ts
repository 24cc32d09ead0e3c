/** The arrays that a search shares with the code of its system, allocated. */
import type { BatchArrays, BatchSystem } from './batch-system.ts';

/**
 * Arrays for batches of up to `batch` states.
 *
 * @throws RangeError when the runtime cannot allocate them.
 */
export function batchArrays(
  { width, branching, marks }: BatchSystem,
  batch: number,
  states: Int32Array,
  sleep: Int32Array | null,
): BatchArrays {
  // Initial states come this way too, where nothing else may.
  const successors = batch * Math.max(branching, 1);
  return {
    states,
    successors: new Int32Array(successors * width),
    labels: new Int32Array(successors),
    ends: new Int32Array(batch),
    sleep,
    marks: new Int32Array(batch * marks),
    markLabels: new Int32Array(batch * marks),
    markStates: new Int32Array(batch * marks),
    open: new Int32Array(marks).fill(1),
  };
}
