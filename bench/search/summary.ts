/** Everything that was measured as numbers, and held against what it is to be. */
import type { HostRates } from './host-rates.ts';
import { leastRatio, ownIn, type Result } from './result.ts';
import type { SideBySide } from './side-by-side.ts';
import type { Target } from './targets.ts';

export interface Measured {
  readonly millionStates: Result;
  readonly bySymmetry: Result;
  readonly sevenMillionStates: Result;
  readonly host: Result;
  readonly rates: HostRates;
  readonly sideBySide: SideBySide;
}

/** For programs. Each ratio is the processor time of the other side, of several of its searches the best, over ours. */
export interface Summary {
  /** What was counted in configuration F. */
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number | null;
  readonly ratios: {
    readonly spin: number;
    readonly rumur: number;
    readonly rumurSymmetry: number;
    readonly spinP: number;
    readonly rumurHost: number;
    /** The plain model of the host, for as many edges. */
    readonly plain: number;
    /** Left out where there is no TLC. */
    readonly tlc?: number;
  };
  readonly lockstepEdgesPerSecond: number;
  /** Of the searches in which the table was filled to at least `loadMin`, the most; not a number where none was. */
  readonly bytesPerState: number;
  /** The elapsed time on one thread over that on two. */
  readonly sideBySide: number;
  readonly cpuSeconds: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly countsAgree: boolean;
}

/** What the table is filled to at least where bytes are counted: an emptier table tells nothing of how well it packs. */
const loadMin = 0.6;

const ratio = (result: Result, tool: string): number => leastRatio(result, tool) ?? Number.NaN;

function bytesPerState(results: readonly Result[]): number {
  const full = results.flatMap((result) => {
    const { memory } = ownIn(result).findings;
    return memory === undefined || memory.load < loadMin ? [] : [memory.bytesPerState];
  });
  return full.length === 0 ? Number.NaN : Math.max(...full);
}

export function summaryOf(measured: Measured): Summary {
  const { millionStates, bySymmetry, sevenMillionStates, host, rates, sideBySide } = measured;
  const results = [millionStates, bySymmetry, sevenMillionStates, host];
  const { distinct, generated, depth } = ownIn(millionStates).findings;
  const tlc = leastRatio(millionStates, 'TLC');
  return {
    distinct,
    generated,
    depth,
    ratios: {
      spin: ratio(millionStates, 'Spin'),
      rumur: ratio(millionStates, 'Rumur'),
      rumurSymmetry: ratio(bySymmetry, 'Rumur'),
      spinP: ratio(sevenMillionStates, 'Spin'),
      rumurHost: ratio(host, 'Rumur'),
      plain: rates.compiled / rates.plain,
      ...(tlc === undefined ? {} : { tlc }),
    },
    lockstepEdgesPerSecond: rates.lockstep,
    bytesPerState: bytesPerState([millionStates, bySymmetry, sevenMillionStates]),
    sideBySide: sideBySide.oneSeconds / sideBySide.twoSeconds,
    cpuSeconds: Object.fromEntries(
      results.map(({ title, standings }) => [
        title,
        Object.fromEntries(standings.map(({ name, cpuSeconds }) => [name, cpuSeconds])),
      ]),
    ),
    countsAgree: results.every(({ disagreements }) => disagreements.length === 0),
  };
}

export function targetsOf({ ratios, lockstepEdgesPerSecond, bytesPerState, sideBySide }: Summary): readonly Target[] {
  const atLeast = (limit: number, measured: number, what: string): Target => ({
    what,
    measured,
    limit,
    bound: 'at least',
  });
  return [
    atLeast(4, ratios.spin, "configuration F: CPU time of Spin's best exact search over ours"),
    atLeast(12, ratios.rumur, "configuration F: CPU time of Rumur's best search without symmetry over ours"),
    atLeast(5, ratios.rumurSymmetry, "configuration F by symmetry: CPU time of Rumur's best search over ours"),
    atLeast(8, ratios.spinP, "configuration P: CPU time of Spin's best exact search over ours"),
    atLeast(20, ratios.plain, 'host: edges of the compiled model in the time of one of the plain model'),
    atLeast(1_000_000, lockstepEdgesPerSecond, 'host: edges a second in lock-step with the engine'),
    {
      what: `bytes per state of two words, with parent, queue and table, at a load of ${loadMin} or more`,
      measured: bytesPerState,
      limit: 32,
      bound: 'at most',
    },
    atLeast(1.7, sideBySide, 'two halves of a check: elapsed time on one thread over that on two'),
  ];
}
