/** The commands by which a guest with a vIOMMU has PASIDs and bindings, and the host's worker and environment. */
import type { CommandKind } from '../../spec/commands.ts';

export const virtualCommands: readonly CommandKind[] = [
  'vcmd_alloc_pasid',
  'guest_set_pasid_entry',
  'pasid_cache_invalidate',
  'vcmd_free_pasid',
  'ioasid_reclaim',
  'inject_bind_failure',
];
