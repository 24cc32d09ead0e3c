/** A rule of refusal: when it applies, the command is answered with its errno and changes nothing. */
import type { Errno } from './errno.ts';
import type { Source } from './source.ts';

export interface Rule<RuleId extends string = string> {
  /** Readable slug by subsystem, `vfio/bind-already-bound`. */
  readonly id: RuleId;
  readonly errno: Errno;
  /** Why the command is refused, as a clause: "the host PASID waits to be freed". */
  readonly because: string;
  readonly sources: readonly Source[];
}

export const rule = <const RuleId extends string>(
  id: RuleId,
  errno: Errno,
  because: string,
  ...sources: Source[]
): Rule<RuleId> => ({ id, errno, because, sources });
