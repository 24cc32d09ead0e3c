/** Every leads-to property, by subsystem. */
import { eventuallyReclaimed } from './ioasid/eventually-reclaimed.ts';
import type { LeadsTo } from './leads-to.ts';
import { eventuallyAnswered } from './page-request/eventually-answered.ts';
import { overflowCleared } from './page-request/overflow-cleared.ts';

export const leadsToProperties: readonly LeadsTo[] = [eventuallyReclaimed, eventuallyAnswered, overflowCleared];
