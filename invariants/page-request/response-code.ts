import { sources } from '../../spec/source.ts';
import type { StepCase, StepInvariant } from '../invariant.ts';

/** On the wire, by number of the code in the interface: success, invalid request, response failure. */
const onWire = ['0x0', '0x1', '0xf'] as const;

/** The four bits are the standard's; that the interface numbers the third code 2 is nobody's business but its own. */
export const responseCode: StepInvariant = {
  id: 'page-request/response-code',
  of: 'step',
  property: 'P5',
  sentence: 'The code on the wire means what the code in the interface means: 0x0, 0x1 or 0xf.',
  sources: [sources.responseOnDeviceFd, sources.pciePageRequest, sources.vtdResponse],
  catches: ['fault/response-code-untranslated'],
  cases: (topology, command) => {
    if (command.kind !== 'page_response' && command.kind !== 'guest_page_response') return [];
    const { fd, code } = command;
    return topology.links.flatMap((link) =>
      topology.devices.map(
        (device): StepCase =>
          ({ answer, before, after }, tally) => {
            if (answer !== 0 || before.deviceFd.at(fd).device !== device) return null;
            tally.antecedent++;
            const seen = after.lastResponse.at(link, device).code;
            return seen === onWire[code] ? null : `d${device} was answered ${seen} for the code ${code}`;
          },
      ),
    );
  },
};
