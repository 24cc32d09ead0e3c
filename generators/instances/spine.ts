/** The commands by which a host PASID is had, bound, asked about and given back: the least that a host must do. */
import type { CommandKind } from '../../spec/commands.ts';

export const spine: readonly CommandKind[] = [
  'ioasid_set_alloc',
  'ioasid_alloc',
  'vfio_bind_gpasid',
  'vfio_unbind_gpasid',
  'ioasid_free',
  'ioasid_reclaim',
  'inject_bind_failure',
  'page_request',
  'page_response',
];
