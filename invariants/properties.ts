/** Everything that is checked, invariants first: what one id stands for. */
import type { Invariant } from './invariant.ts';
import { invariants } from './invariants.ts';
import type { LeadsTo } from './leads-to.ts';
import { leadsToProperties } from './leads-to-properties.ts';

export const properties: readonly (Invariant | LeadsTo)[] = [...invariants, ...leadsToProperties];
