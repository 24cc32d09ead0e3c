/**
 * A small program for the tests of the compiler: devices with a lock that VMs take and give back, a tally of how often
 * any was taken, and what to look at. It is written as the host's model is, over tables and rows.
 */
import { type Case, type Outcome, type Program, sight } from '../../compile/program.ts';
import { type Bounds, layoutOf } from '../../spec/schema/layout.ts';
import { viewOf } from '../../spec/schema/view.ts';
import { counter, enumeration, flag, optional, table } from '../../spec/schema.ts';
import { type Device, idsOf, noMembers, type Vm } from '../../spec/sorts.ts';

const bounds: Bounds = {
  sizes: { ...noMembers, vm: 2, device: 2 },
  capacity: 1,
};

/** Only locks have an index: there is one desk. */
const schema = {
  lock: table(['device'], { holder: optional('vm') }),
  desk: table([], { mood: enumeration('calm', 'busy'), taken: counter(2), closed: flag() }),
};
export const lockLayout = { ...layoutOf(schema, bounds), schema };

/** Notes of outcomes. */
export const note = { taken: 0, given: 1, isHeld: 2, notHolder: 3, closes: 4, isClosed: 5 } as const;
/** Marks: the first two are of refusals. */
export const mark = { isHeld: 0, notHolder: 1, bothHeld: 2, oneHolder: 3, tookFirst: 4 } as const;

const vms = idsOf('vm', 2);
const devices = idsOf('device', 2);

interface Deed {
  readonly name: string;
  readonly vm: Vm;
  readonly device: Device;
  readonly does: 'take' | 'give' | 'close';
}

/** `take` of every VM and device, then `give` likewise, then `close`. */
const deeds: readonly Deed[] = [
  ...(['take', 'give'] as const).flatMap((does) =>
    vms.flatMap((vm) => devices.map((device) => ({ name: `${does}(vm${vm}, d${device})`, vm, device, does }))),
  ),
  { name: 'close', vm: 1 as Vm, device: 1 as Device, does: 'close' },
];

/** The number of an action by its name. */
export const actionCalled = (name: string): number => deeds.findIndex((deed) => deed.name === name);

const granted = (of: number): Outcome => ({ granted: true, note: of });
const refused = (of: number): Outcome => ({ granted: false, note: of });

export const locks: Program = {
  layout: lockLayout,
  actions: deeds.map(({ name }) => name),
  marks: ['lock/is-held', 'lock/not-holder', 'both locks are held', 'both are held by one', 'a first lock was taken'],
  refusalMark: (of) => {
    if (of === note.isHeld) return mark.isHeld;
    return of === note.notHolder ? mark.notHolder : null;
  },
  on: (store, beforeStore) => {
    const state = viewOf(lockLayout, store);
    const before = viewOf(lockLayout, beforeStore);
    const desk = state.desk.at();
    const stateCases = vms.map(
      (vm): Case => ({
        look: () => {
          if (state.lock.some('holder', null)) return sight.nothing;
          return state.lock.every('holder', [vm]) ? sight.broken : sight.met;
        },
        met: mark.bothHeld,
        broken: mark.oneHolder,
      }),
    );
    const tookFirst: Case = {
      look: () => (before.lock.every('holder', [null]) && !state.lock.every('holder', [null]) ? 1 : 0),
      met: mark.tookFirst,
      broken: null,
    };
    const steps: readonly Case[] = [tookFirst];
    const none: readonly Case[] = [];
    return {
      boot: () => {
        desk.mood = 'calm';
      },
      act: (action) => {
        const { does, vm, device } = deeds[action] as Deed;
        const lock = state.lock.at(device);
        if (desk.closed) return refused(note.isClosed);
        if (does === 'close') {
          desk.closed = true;
          state.lock.replace('holder', vm, null);
          return granted(note.closes);
        }
        if (does === 'give') {
          if (lock.holder !== vm) return refused(note.notHolder);
          lock.holder = null;
          return granted(note.given);
        }
        if (lock.holder !== null) return refused(note.isHeld);
        lock.holder = vm;
        desk.taken += 1;
        desk.mood = state.lock.some('holder', null) ? 'calm' : 'busy';
        return granted(note.taken);
      },
      stateCases,
      stepCases: (_, outcome) => (outcome.granted ? steps : none),
    };
  },
};
