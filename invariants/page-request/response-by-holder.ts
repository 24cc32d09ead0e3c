import { sources } from '../../spec/source.ts';
import type { StepInvariant } from '../invariant.ts';

/** Judged by what reached the device, not by the answer: a response may be sent by a command that fails. */
export const responseByHolder: StepInvariant = {
  id: 'page-request/response-by-holder',
  of: 'step',
  property: 'P3',
  sentence: 'Only the VM that holds a device can cause a response to it, whoever holds its file.',
  sources: [sources.responseOnDeviceFd, sources.vtdResponse],
  catches: ['fault/response-by-fd-holder'],
  broken: ({ topology, command, before, after }, tally) => {
    if (command.kind !== 'page_response') return null;
    for (const device of topology.devices) {
      const waited = before.pageRequest.count('outstanding', true, device);
      if (after.pageRequest.count('outstanding', true, device) >= waited) continue;
      tally.antecedent++;
      if (topology.holderOf(device) === command.actor) continue;
      return `vm${command.actor} answered for d${device}, which it does not hold`;
    }
    return null;
  },
};
