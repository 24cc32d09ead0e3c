import { sources } from '../../spec/source.ts';
import type { StepCase, StepInvariant } from '../invariant.ts';
import { ended, groupsOf } from './groups.ts';

/** Judged by what reached the device, not by the answer: a response may be sent by a command that fails. */
export const responseByHolder: StepInvariant = {
  id: 'page-request/response-by-holder',
  of: 'step',
  property: 'P3',
  sentence: 'Only the VM that holds a device can cause a response to it, whoever holds its file.',
  sources: [sources.responseOnDeviceFd, sources.vtdResponse],
  catches: ['fault/response-by-fd-holder'],
  cases: (topology, command) => {
    if (command.kind !== 'page_response' && command.kind !== 'guest_page_response') return [];
    const { actor } = command;
    return groupsOf(topology).map((group): StepCase => {
      const isHolder = topology.holderOf(group.device) === actor;
      return (step, tally) => {
        if (!ended(group, step)) return null;
        tally.antecedent++;
        return isHolder ? null : `vm${actor} answered for d${group.device}, which it does not hold`;
      };
    });
  },
};
