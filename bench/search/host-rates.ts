/**
 * How fast the model of the host is tried, in (state, command) pairs a second of processor time, the refused included:
 * compiled, as it is written, and as it is learnt with the engine beside it. Processes are measured whole.
 */
import { guestOwned } from '../../generators/instances/guest-owned.ts';
import { twoGuests } from '../../generators/instances/two-guests.ts';
import type { HostFindings } from '../own/host-search.ts';
import { median } from '../tools/contest.ts';
import { runOwn } from '../tools/own.ts';

/** Edges per second of processor time. */
export interface HostRates {
  readonly compiled: number;
  readonly plain: number;
  readonly lockstep: number;
}

/** The plain model needs minutes for the whole instance; so many of its states are expanded. */
const plainStates = 2000;

const searches: Readonly<Record<keyof HostRates, readonly string[]>> = {
  compiled: [guestOwned.name, 'compiled'],
  plain: [guestOwned.name, 'plain', String(plainStates)],
  lockstep: [twoGuests.name, 'lock-step'],
};

const script = new URL('../own/host-search.js', import.meta.url);

function rate(args: readonly string[]): number {
  const { printed, cpuSeconds } = runOwn<HostFindings>(script, args);
  return printed.edges / cpuSeconds;
}

/** Medians over the rounds. @param tell what happens after each run. */
export function hostRates(rounds: number, tell: (name: string, rate: number) => void): HostRates {
  const rates: Record<keyof HostRates, number[]> = { compiled: [], plain: [], lockstep: [] };
  const ways = Object.keys(searches) as readonly (keyof HostRates)[];
  for (let round = 0; round < rounds; round++) {
    for (const way of ways) {
      const measured = rate(searches[way]);
      rates[way].push(measured);
      tell(way, measured);
    }
  }
  return { compiled: median(rates.compiled), plain: median(rates.plain), lockstep: median(rates.lockstep) };
}
