/** What a system does in one state, in a form in which two ways of executing the same program can be compared. */
import { Expansion } from '../../checker/expansion.ts';
import type { System } from '../../checker/system.ts';

/** What one state leads to: every successor with the first action that leads there, and where each mark is seen first. */
export interface Behaviour {
  readonly successors: readonly string[];
  readonly marks: readonly string[];
}

export function behaviour(system: System, state: Int32Array): Behaviour & { readonly generated: number } {
  const into = new Expansion(system.width);
  system.expand(state, 0, into);
  const successors = new Map<string, number>();
  for (let place = 0; place < into.count; place++) {
    const words = into.words.subarray(place * system.width, (place + 1) * system.width).join();
    if (!successors.has(words)) successors.set(words, into.labels[place] as number);
  }
  const marks = new Map<number, number>();
  for (let place = 0; place < into.markCount; place++) {
    const mark = into.marks[place] as number;
    if (!marks.has(mark)) marks.set(mark, into.markLabels[place] as number);
  }
  return {
    successors: [...successors].map(([words, action]) => `${action} → ${words}`),
    marks: [...marks].map(([mark, action]) => `${mark} at ${action}`).sort(),
    generated: into.count,
  };
}
