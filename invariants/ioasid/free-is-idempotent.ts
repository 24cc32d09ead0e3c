import { member } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StepInvariant } from '../invariant.ts';

/** Whoever frees once more has nothing left to give: every reference is somebody else's. */
export const freeIsIdempotent: StepInvariant = {
  id: 'ioasid/free-is-idempotent',
  of: 'step',
  property: 'R3',
  sentence: 'A free of a host PASID that waits to be freed already succeeds without effect.',
  sources: [sources.ioasidDocument, sources.ioasidSetApi],
  catches: ['fault/free-not-idempotent'],
  follows: {
    from: ['ioasid/free-is-clean', 'ioasid/references', 'iommu/default-pasid-entry'],
    because: 'What a second free can do is drop a reference, which is then missing or frees what is still carried.',
  },
  cases: (topology, command) => {
    if (command.kind !== 'ioasid_free') return [];
    const hpasid = member('hpasid', topology.sizes.hpasid, command.hpasid);
    if (hpasid === null) return [];
    return [
      ({ before, answer, changed }, tally) => {
        if (answer < 0 || before.ioasid.at(hpasid).state !== 'free_pending') return null;
        tally.antecedent++;
        return changed ? `p${hpasid} waited to be freed, and freeing it again changed something` : null;
      },
    ];
  },
};
