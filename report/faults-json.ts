/**
 * The matrix of faults and invariants as data, and what is wrong with it. A *fault* here is any design that is not
 * golden: a seeded one, or one that was proposed.
 */
import type { Catch, Matrix } from '../conformance/fault-matrix.ts';
import type { Follows, Stated } from '../invariants/invariant.ts';
import type { Design } from '../spec/designs/design.ts';
import { counted } from './numbers.ts';

/** The shortest way in which one invariant catches a fault. */
export interface CatchJson {
  readonly invariant: string;
  /** Commands of the story. */
  readonly length: number;
  /** The smallest instance on which it is so short. */
  readonly instance: string;
  /** Whether a story of this fault, on any instance, breaks this invariant and no other. */
  readonly alone: boolean;
  /** Whether one breaks it that has broken nothing from which it is said to follow. */
  readonly unexplained: boolean;
}

export interface FaultJson {
  readonly id: string;
  /** What `--design` takes. */
  readonly design: string;
  /** Ids of the invariants that must catch it. */
  readonly claimedBy: readonly string[];
  /** Ids of those that do, the shortest story first. */
  readonly caughtBy: readonly string[];
  /** Length of the shortest story that breaks one of those that claim it; null if none catches it. */
  readonly length: number | null;
  /** One for each id of `caughtBy`, in the same order. */
  readonly stories: readonly CatchJson[];
}

export interface InvariantJson {
  readonly id: string;
  /** Faults that it catches. */
  readonly catches: readonly string[];
  /** Of these, those of which a story breaks this invariant and no other, so that it follows from no others. */
  readonly own: readonly string[];
  readonly follows: Follows | null;
}

export interface FaultsJson {
  readonly schema: 'vsva/faults/1';
  /** Most commands of a story. */
  readonly depth: number;
  readonly instances: readonly string[];
  readonly faults: readonly FaultJson[];
  readonly invariants: readonly InvariantJson[];
  /** Why not everything was searched, or null; then nothing is said to be wrong either. */
  readonly reason: string | null;
  /** One sentence for each thing that is wrong. */
  readonly failures: readonly string[];
}

/** What the matrix is of. */
export interface Asked {
  readonly depth: number;
  readonly instances: readonly string[];
  readonly faults: readonly Pick<Design, 'name'>[];
  readonly invariants: readonly Stated[];
  /** Whether these are all faults there are: only then can something be said of what catches none. */
  readonly all: boolean;
}

/** The shortest catch for each invariant, shortest first; in the order of invariants where they are as short. */
function shortest(catches: readonly Catch[], { invariants }: Asked): CatchJson[] {
  return invariants
    .flatMap(({ id }): CatchJson[] => {
      const all = catches.filter(({ invariant }) => invariant === id);
      const [best] = all.toSorted((one, other) => one.length - other.length);
      if (best === undefined) return [];
      const alone = all.some((each) => each.alone);
      const unexplained = all.some((each) => each.unexplained);
      return [{ invariant: id, length: best.length, instance: best.instance, alone, unexplained }];
    })
    .toSorted((one, other) => one.length - other.length);
}

function faultJson({ name }: Pick<Design, 'name'>, { catches }: Matrix, asked: Asked): FaultJson {
  const stories = shortest(
    catches.filter(({ design }) => design === name),
    asked,
  );
  const claimedBy = asked.invariants.filter((invariant) => invariant.catches.includes(name)).map(({ id }) => id);
  return {
    id: name,
    design: name,
    claimedBy,
    caughtBy: stories.map(({ invariant }) => invariant),
    length: stories.find(({ invariant }) => claimedBy.includes(invariant))?.length ?? null,
    stories,
  };
}

const isSeeded = ({ id }: FaultJson): boolean => id.startsWith('fault/');

/** Whether an invariant should catch it: a design that was proposed, and that none claims, may be without fault. */
export const isAtFault = (fault: FaultJson): boolean => isSeeded(fault) || fault.claimedBy.length > 0;

function failuresOfFault(fault: FaultJson, depth: number): string[] {
  const { id, claimedBy, caughtBy, stories } = fault;
  if (claimedBy.length === 0 && (isSeeded(fault) || caughtBy.length > 0)) {
    const by = caughtBy.length === 0 ? 'caught by none' : `though caught by ${caughtBy.join(', ')}`;
    return [`${id} is claimed by no invariant, ${by}`];
  }
  return claimedBy.flatMap((claim) => {
    const story = stories.find(({ invariant }) => invariant === claim);
    if (story === undefined) return [`${claim} claims ${id} and does not catch it within ${counted(depth, 'command')}`];
    return story.length > depth ? [`${claim} takes ${counted(story.length, 'command')} to catch ${id}`] : [];
  });
}

/** Of an invariant that says from which others it follows: the faults that break it, and none of them by then. */
const unexplained = ({ id, follows }: InvariantJson, faults: readonly FaultJson[]): string[] =>
  faults.flatMap(({ id: fault, stories }) =>
    stories.some((story) => story.invariant === id && story.unexplained)
      ? [`${id} is said to follow from ${follows?.from.join(', ')}, but ${fault} breaks it and none of them`]
      : [],
  );

/** Whether what an invariant follows from comes down to itself in the end. */
function goesRound({ id, follows }: InvariantJson, all: readonly InvariantJson[]): boolean {
  const from = new Set<string>(follows?.from);
  for (const each of from) for (const next of all.find((one) => one.id === each)?.follows?.from ?? []) from.add(next);
  return from.has(id);
}

const circular = (invariant: InvariantJson, all: readonly InvariantJson[]): string[] =>
  goesRound(invariant, all) ? [`${invariant.id} is said to follow from what follows from it`] : [];

const withoutFault = ({ id, own, follows }: InvariantJson): string[] =>
  own.length > 0 || follows !== null ? [] : [`${id} has no fault of its own, and does not say from which it follows`];

export function faultsJson(matrix: Matrix, asked: Asked): FaultsJson {
  const faults = asked.faults.map((design) => faultJson(design, matrix, asked));
  const invariants = asked.invariants.map(({ id, follows = null }): InvariantJson => {
    const caught = faults.filter(({ caughtBy }) => caughtBy.includes(id));
    return {
      id,
      catches: caught.map((fault) => fault.id),
      own: caught
        .filter(({ stories }) => stories.some(({ invariant, alone }) => invariant === id && alone))
        .map((fault) => fault.id),
      follows,
    };
  });
  const { depth, instances } = asked;
  const { reason } = matrix;
  return {
    schema: 'vsva/faults/1',
    depth,
    instances,
    faults,
    invariants,
    reason,
    failures:
      reason !== null
        ? []
        : [
            ...faults.flatMap((fault) => failuresOfFault(fault, depth)),
            ...invariants.flatMap((invariant) => unexplained(invariant, faults)),
            ...(asked.all ? invariants.flatMap(withoutFault) : []),
            ...invariants.flatMap((invariant) => circular(invariant, invariants)),
          ],
  };
}
