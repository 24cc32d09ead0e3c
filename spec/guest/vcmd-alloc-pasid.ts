import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * The guest asks for a PASID by the virtual command interface of its vIOMMU. The VMM takes a host PASID out of the set
 * of its process. With identity mapping the guest is told that number; a guest with a PASID space of its own is told
 * the gpasid that the VMM has picked, which the VMM from then on looks the host PASID up by. Which gpasid is picked is
 * the VMM's affair, so it is an argument; the answer is the host PASID, which is the kernel's choice.
 * Not here: how the command is written to registers, and how the guest is told.
 */
export const vcmdAllocPasid = command({
  kind: 'vcmd_alloc_pasid',
  summary: 'A guest has its VMM allocate a PASID.',
  sources: [sources.gpasidMapping, sources.vfioPasidRequest],
  args: { actor: args.guest, gpasid: args.pickedGpasid },
  answers: 'hpasid',
  rules: [
    rule(
      'guest/vcmd-alloc-mapping-mismatch',
      'EINVAL',
      "a gpasid is picked for an identity mapping, or none in a guest's own PASID space",
      sources.gpasidMapping,
      sources.mappingForLife,
    ),
    rule(
      'guest/vcmd-alloc-no-set',
      'EINVAL',
      "the VMM's process has no ioasid_set that it can allocate from",
      sources.vfioPasidRequest,
    ),
    rule(
      'guest/vcmd-alloc-gpasid-taken',
      'EBUSY',
      'the gpasid is allocated to the guest already',
      sources.gpasidMapping,
    ),
    rule(
      'guest/vcmd-alloc-over-quota',
      'ENOSPC',
      "the set of the VMM's process holds as many PASIDs as its quota",
      sources.ioasidSetApi,
    ),
    rule('guest/vcmd-alloc-none-free', 'ENOSPC', 'no host PASID is free', sources.ioasidCore),
  ],
});
