/** Hosts with a page request queue, for tests that lay down what is in it. p1 is bound on d1, which vm1 holds. */
import type { StateJson } from '../../../spec/schema/json.ts';
import type { PageForm, PageMode, TopologyData } from '../../../spec/topology.ts';
import { twoMappings } from '../bench.ts';

const pages: readonly PageForm[] = ['last', 'not-last', 'stop-marker'];
const modes: readonly PageMode[] = ['ordinary', 'not-canonical', 'privileged', 'execute'];

/** The host of the bench with a queue of so many descriptors. */
export const queueOf = (slots: number): TopologyData => ({ ...twoMappings, prq: { slots, pages, modes } });

export const bound: StateJson = {
  binding: { 'p1,d1': { pgd: 'pgd1' }, 'p2,d1': { pgd: 'pgd1' } },
  pasidEntry: { 'd1,1': { pgd: 'pgd1' }, 'd1,2': { pgd: 'pgd1' } },
};

/** A descriptor of d1 in a slot, by default the plain last page of p1's group prg0. */
export const inSlot = (slot: number, given: Readonly<Record<string, string>> = {}): StateJson => ({
  prqSlot: { [`slot${slot}`]: { device: 'd1', pasid: '1', grpid: 'prg0', page: 'last', ...given } },
});

export const headAt = (slot: number): StateJson => ({ prq: { prq1: { head: `slot${slot}` } } });

export const waiting: StateJson = { pageRequest: { 'd1,1,prg0': { outstanding: true } } };
