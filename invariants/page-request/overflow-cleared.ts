import { printId } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { LeadsTo } from '../leads-to.ts';

/** Whatever devices go on to send: what they send meanwhile is lost, so that the queue runs empty. */
export const overflowCleared: LeadsTo = {
  id: 'page-request/overflow-cleared',
  of: 'run',
  property: 'L5',
  sentence: 'A queue that has overflowed takes requests again in the end, if its thread goes on.',
  sources: [sources.prqOverflow],
  catches: ['fault/overflow-stuck'],
  cases: (topology) =>
    topology.prqs.map((prq) => ({
      about: printId('prq', prq),
      from: (state) => state.prq.at(prq).overflow,
      to: (state) => !state.prq.at(prq).overflow,
      fair: [{ who: 'worker', includes: (command) => command.kind === 'prq_event_thread' }],
    })),
};
