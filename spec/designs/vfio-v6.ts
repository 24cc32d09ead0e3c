import { sources } from '../source.ts';
import { type Design, decided } from './design.ts';

/**
 * The sixth version, of July 2020: by policy a container of the nesting type is one group, so only the first group of
 * the first domain is visited; a failed bind is rolled back over all its devices, older bindings included, and, as its
 * reviewer found, answers 0; an unbind answers 0 whatever the devices do. The type is checked, and PASIDs are of a set
 * with a quota; who owns the one that is bound is still not asked.
 */
export const vfioV6: Design = {
  name: 'vfio-v6',
  about: 'the VFIO bind and unbind of July 2020, in which an error of a bind is lost',
  sources: [sources.vfioBindV6, sources.vfioBindV6Review],
  policy: {
    ...decided,
    bindLoop: 'inner-break',
    bindReach: 'first-group',
    argumentChecks: 'by-driver',
    bindRollback: 'every-device',
    bindResult: 'swallowed',
    driverUnbind: 'may-fail',
    ownership: 'unchecked',
    agreement: 'unchecked',
    unbindWidth: '32-bit',
    join: 'unbound',
  },
};
