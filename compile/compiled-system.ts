/**
 * A traced program as a system for the batched search: straight-line code over packed words. Refusals are all alike
 * to it; actions whose trees are equal are tried once and counted as often as they are.
 */
import type { BatchArrays, BatchCode, BatchSystem, Independence } from '../checker/batch-system.ts';
import { type Expansion, IN_STATE } from '../checker/expansion.ts';
import { specialised } from '../checker/specialised.ts';
import { DenseStore } from '../spec/schema/dense.ts';
import { Coder } from './code.ts';
import { independenceOf } from './independence.ts';
import { defectMark } from './program.ts';
import type { Sought, TracedProgram } from './traced.ts';
import { allCodes, type Tree, type Write } from './tree.ts';

/** Actions with the same effect on every state, tried as one. */
interface Group {
  readonly tree: Tree;
  /** By number, in order; at least one. */
  readonly actions: readonly number[];
}

/** Characters of source of one function: far below what the runtime refuses to optimise. */
const functionSize = 12_000;

function groupsOf({ trees, actions, outcomes }: TracedProgram): readonly Group[] {
  const never = trees.leaf(0);
  const grants = trees.mapLeaves(({ value, writes }) =>
    outcomes[value]?.granted === true ? trees.leaf(1, writes) : never,
  );
  const groups = new Map<Tree, number[]>();
  actions.forEach((action, number) => {
    const tree = grants(action);
    if (tree === never) return;
    const known = groups.get(tree);
    if (known === undefined) groups.set(tree, [number]);
    else known.push(number);
  });
  return [...groups].map(([tree, numbers]) => ({ tree, actions: numbers }));
}

export class CompiledSystem implements BatchSystem {
  readonly width: number;
  readonly labels: number;
  readonly marks: number;
  readonly branching: number;
  readonly independence: Independence;
  readonly #traced: TracedProgram;
  readonly #groups: readonly Group[];
  readonly #coder: Coder;

  constructor(traced: TracedProgram) {
    const { layout } = traced.program;
    const { packing } = new DenseStore(layout);
    const all = layout.columns.flatMap(({ rows, max }) => Array<number>(rows).fill(allCodes(max)));
    this.#traced = traced;
    this.#coder = new Coder(packing, all);
    this.#groups = groupsOf(traced);
    this.width = packing.words;
    this.labels = this.#groups.length;
    this.marks = defectMark(traced.program) + 1;
    this.branching = this.labels;
    this.independence = independenceOf(this.#groups.map(({ tree }) => tree));
  }

  /** The actions that a label stands for, at least one, in order: all have the same effect. */
  actionsOf(label: number): readonly number[] {
    return this.#groups[label]?.actions ?? [label - this.labels];
  }

  initial(into: Expansion): void {
    const { program } = this.#traced;
    const store = new DenseStore(program.layout);
    program.on(store, store, () => false).boot();
    const at = into.add(0);
    store.pack(into.words, at);
  }

  bind(arrays: BatchArrays): BatchCode {
    return specialised<BatchCode>(this.#sourceOf(arrays.sleep !== null), { ...arrays });
  }

  /** The text of its code, which is the same for the same model. */
  get source(): string {
    return this.#sourceOf(true);
  }

  #sourceOf(sleeps: boolean): string {
    return `${this.#expandSource(sleeps)}\n${this.#observeSource()}\nreturn { expand, observe };`;
  }

  /** `const w0 = states[…], …;` for the state at position `at`. */
  get #load(): string {
    return this.#coder.words.map((name, word) => `const ${name} = $states[at * ${this.width} + ${word}];`).join(' ');
  }

  #expandSource(sleeps: boolean): string {
    const { masks } = this.independence;
    const words = this.#coder.words.join(', ');
    const functions: string[] = [];
    let code = '';
    const close = (): void => {
      if (code === '') return;
      functions.push(
        `const e${functions.length} = (${words}, z, n) => {\nlet g = 0;\n${code}granted += g;\nreturn n;\n};\n`,
      );
      code = '';
    };
    this.#groups.forEach(({ tree, actions }, label) => {
      code += this.#coder.tree(tree, (_, writes) => this.#successor(label, actions.length, writes, sleeps));
      if (code.length > functionSize) close();
    });
    close();
    const calls = functions.map((_, number) => `n = e${number}(${words}, z, n);`).join(' ');
    return `let granted = 0;
${functions.join('')}
const expand = (from, to, sleepAt) => {
  granted = 0;
  let n = 0;
  let z = sleepAt;
  for (let at = from; at < to; at++) {
    ${this.#load}
    ${calls}
    $ends[at - from] = n;
    z = z + ${masks} | 0;
  }
  return granted;
};`;
  }

  #successor(label: number, times: number, writes: readonly Write[], sleeps: boolean): string {
    const { statements, words } = this.#coder.after(writes);
    const stores = words.map((name, word) => `$successors[n * ${this.width} + ${word}] = ${name};`).join(' ');
    const append = `${statements}${stores} $labels[n] = ${label}; n = n + 1 | 0;\n`;
    const awake = `($sleep[z + ${label >>> 5}] & ${1 << (label & 31)}) === 0`;
    return `g = g + ${times} | 0;\n${sleeps ? `if (${awake}) ` : ''}{\n${append}}\n`;
  }

  /**
   * Two functions for each mark: one says whether it is seen at all, the other where first, which is rarely asked.
   */
  #observeSource(): string {
    const words = this.#coder.words.join(', ');
    const byMark = new Map<number, Sought[]>();
    for (const each of this.#traced.sought) byMark.set(each.mark, [...(byMark.get(each.mark) ?? []), each]);
    const functions = [...byMark].map(([mark, sought]) => {
      const trees = sought.map((each) => this.#coder.tree(each.tree, () => `return ${this.#labelOf(each)};\n`));
      const any = this.#coder.any(
        sought.map(({ tree }) => tree),
        'return true;\n',
      );
      return `const o${mark} = (${words}) => {\n${any}return false;\n};
const l${mark} = (${words}) => {\n${trees.join('')}};\n`;
    });
    const looks = [...byMark.keys()].map(
      (mark) => `if ($open[${mark}] !== 0 && o${mark}(${words})) {
      $marks[n] = ${mark}; $markLabels[n] = l${mark}(${words}); $markStates[n] = at; n = n + 1 | 0;
    }`,
    );
    return `${functions.join('')}
const observe = (from, to) => {
  let n = 0;
  for (let at = from; at < to; at++) {
    ${this.#load}
    ${looks.join('\n    ')}
  }
  return n;
};`;
  }

  /** An action as a label: past those of the successors, since refusals are seen too. */
  #labelOf({ action }: Sought): number {
    return action < 0 ? IN_STATE : this.labels + action;
  }
}
