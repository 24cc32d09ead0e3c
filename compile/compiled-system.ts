/**
 * A traced program as a system for the batched search: straight-line code over packed words. Refusals are all alike
 * to it; actions whose trees are equal are tried once and counted as often as they are.
 */
import type { BatchArrays, BatchCode, BatchSystem, Independence } from '../checker/batch-system.ts';
import { type Expansion, IN_STATE } from '../checker/expansion.ts';
import { specialised } from '../checker/specialised.ts';
import { DenseStore } from '../spec/schema/dense.ts';
import { AsmHeap, asmModule } from './asm.ts';
import { Coder } from './code.ts';
import { ExpandSource, type Group } from './expand-source.ts';
import { footprintOf, independenceOf } from './independence.ts';
import { ObserveSource } from './observe-source.ts';
import { defectMark } from './program.ts';
import type { Sought, TracedProgram } from './traced.ts';
import { allCodes, type Tree } from './tree.ts';

function groupsOf({ trees, actions, parts, outcomes }: TracedProgram): readonly Group[] {
  const never = trees.leaf(0);
  const grants = trees.mapLeaves(({ value, writes }) =>
    outcomes[value]?.granted === true ? trees.leaf(1, writes) : never,
  );
  const groups = new Map<string, Group & { readonly actions: number[] }>();
  actions.forEach((action, number) => {
    const tree = grants(action);
    if (tree === never) return;
    const own = parts[number] as readonly Tree[];
    const key = [tree, ...own].map((each) => each.number).join();
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { tree, parts: own, actions: [number] });
    else known.actions.push(number);
  });
  return [...groups.values()];
}

/** The functions of compiled modules, for so many states in hand. */
interface Expanding {
  expand(count: number): number;
  glance(count: number): number;
}
interface Looking {
  look(count: number): number;
}

/** Takes states into hand, and their masks, for the functions of the module. */
const inHandSource = (width: number, masks: number): string => `
const take = (from, to) => {
  const states = $states, inHand = $inHand;
  for (let at = from * ${width}, end = to * ${width}, i = 0; at < end; at++, i++) inHand[i] = states[at];
};
const expand = (from, to, sleepAt) => {
  take(from, to);
  ${
    masks === 0
      ? ''
      : `const sleep = $sleep, masksInHand = $masksInHand;
  for (let at = sleepAt, end = (to - from) * ${masks}, i = 0; i < end; at++, i++) masksInHand[i] = sleep[at];`
  }
  return $expand(to - from);
};
let looking = null;
const observe = (from, to) => {
  take(from, to);
  if ($glance(to - from) === 0) return 0;
  looking ??= $looking();
  const count = looking.look(to - from);
  for (let i = 0; i < count; i++) $markStates[i] += from;
  return count;
};
return { expand, observe };
`;

export class CompiledSystem implements BatchSystem {
  readonly width: number;
  readonly labels: number;
  readonly marks: number;
  readonly branching: number;
  readonly #traced: TracedProgram;
  readonly #groups: readonly Group[];
  readonly #coder: Coder;
  readonly #ahead: boolean;
  #independence: Independence | undefined;

  /** @param ahead whether machine code is made of all before any runs: it pays where many states are to be searched. */
  constructor(traced: TracedProgram, ahead = true) {
    const { layout } = traced.program;
    const { packing } = new DenseStore(layout);
    const all = layout.columns.flatMap(({ rows, max }) => Array<number>(rows).fill(allCodes(max)));
    this.#traced = traced;
    this.#ahead = ahead;
    this.#coder = new Coder(packing, all);
    this.#groups = groupsOf(traced);
    this.width = packing.words;
    this.labels = this.#groups.length;
    this.marks = defectMark(traced.program) + 1;
    this.branching = this.labels;
  }

  get independence(): Independence {
    this.#independence ??= independenceOf(this.#groups.map(({ tree, parts }) => footprintOf(tree, ...parts)));
    return this.#independence;
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
    const masks = arrays.sleep === null ? 0 : this.independence.masks;
    const { states, sleep, ...shared } = arrays;
    const heap = new AsmHeap({ ...shared }, this.#coder.words);
    const expand = new ExpandSource(this.#coder, this.#groups, heap, masks);
    const observe = new ObserveSource(this.#coder, this.#traced, heap, (sought) => this.#labelOf(sought));
    const text = `var granted = 0;\n${expand.text}${observe.glance}return { expand: expand, glance: glance };`;
    const looking = (): Looking => asmModule(`${observe.look}return { look: look };`, heap.buffer, false);
    const module = asmModule<Expanding>(text, heap.buffer, this.#ahead);
    return specialised<BatchCode>(inHandSource(this.width, masks), { ...arrays, ...module, looking });
  }

  /** What it does, as a text that is the same for the same model. */
  get source(): string {
    const groups = this.#groups.map(({ tree, parts, actions }) => {
      const texts = [tree, ...parts].map((each) => this.#coder.tree(each, (_, writes) => JSON.stringify(writes)));
      return `${actions.join()}: ${texts.join('')}`;
    });
    const sought = this.#traced.sought.map(
      ({ mark, action, tree }) => `${mark}, ${action}: ${this.#coder.tree(tree, () => 'seen;')}`,
    );
    return [...groups, ...sought].join('\n');
  }

  /** An action as a label: past those of the successors, since refusals are seen too. */
  #labelOf({ action }: Sought): number {
    return action < 0 ? IN_STATE : this.labels + action;
  }
}
