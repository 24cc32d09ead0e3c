/** Any system as one whose states come in batches: slow, since every state is expanded by itself, but the same system. */
import type { BatchArrays, BatchCode, BatchSystem, Independence } from '../../checker/batch-system.ts';
import { Expansion, IN_STATE } from '../../checker/expansion.ts';
import type { System } from '../../checker/system.ts';

/** What a plain system does not say of itself. */
export interface Dimensions {
  readonly labels: number;
  readonly marks: number;
  readonly branching: number;
  readonly independence?: Independence;
}

/** Marks in the expansion that are open, each once: in the state if there, else on the first edge. */
function observed(seen: Expansion, open: Int32Array): Map<number, number> {
  const places = new Map<number, number>();
  for (let i = 0; i < seen.markCount; i++) {
    const mark = seen.marks[i] as number;
    const label = seen.markLabels[i] as number;
    if (open[mark] === 1 && (!places.has(mark) || label === IN_STATE)) places.set(mark, label);
  }
  return places;
}

/** Whether bit `label` is set in the mask that starts at `words[at]`. */
function isSet(words: Int32Array, at: number, label: number): boolean {
  return (((words[at + (label >> 5)] as number) >>> (label & 31)) & 1) === 1;
}

function bind({ width, expand }: System, masks: number, arrays: BatchArrays): BatchCode {
  const { states, successors, labels, ends, sleep, marks, markLabels, markStates, open } = arrays;
  const seen = new Expansion(width);
  const look = (position: number) => {
    seen.clear();
    expand(states, position * width, seen);
  };
  return {
    expand(from, to, sleepAt) {
      let granted = 0;
      let count = 0;
      for (let position = from; position < to; position++) {
        look(position);
        granted += seen.count;
        for (let i = 0; i < seen.count; i++) {
          const label = seen.labels[i] as number;
          if (sleep !== null && isSet(sleep, sleepAt + (position - from) * masks, label)) continue;
          labels[count] = label;
          for (let j = 0; j < width; j++) successors[count * width + j] = seen.words[i * width + j] as number;
          count++;
        }
        ends[position - from] = count;
      }
      return granted;
    },
    observe(from, to) {
      let count = 0;
      for (let position = from; position < to; position++) {
        look(position);
        for (const [mark, label] of observed(seen, open)) {
          marks[count] = mark;
          markLabels[count] = label;
          markStates[count++] = position;
        }
      }
      return count;
    },
  };
}

/** `system` in batches. */
export function batched(system: System, dimensions: Dimensions): BatchSystem {
  return {
    ...dimensions,
    width: system.width,
    initial: (into) => system.initial(into),
    bind: (arrays) => bind(system, dimensions.independence?.masks ?? 0, arrays),
  };
}
