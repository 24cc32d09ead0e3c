/** Users that are registered, or wait, and the host PASIDs of whose events they are told; for the tests of notifiers. */
import type { StateJson } from '../../../spec/schema/json.ts';
import { twoMappings } from '../bench.ts';

export const options = { topology: { ...twoMappings, notifiers: true } };

export const idle: StateJson = { ioasid: { p1: { state: 'idle', set: 's1', refs: 1 } } };
export const ofSet = (user: string): StateJson => ({ setNotifier: { [`chain1,s1,${user}`]: { registered: true } } });
export const ofAll = (user: string): StateJson => ({ globalNotifier: { [`chain1,${user}`]: { registered: true } } });
export const waiting = (user: string): StateJson => ({
  waitingNotifier: { [`chain1,vm1,${user}`]: { pending: true } },
});
