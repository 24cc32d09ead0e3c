/**
 * The error numbers that the host answers with, as in Linux (include/uapi/asm-generic/errno-base.h and errno.h).
 * Only those that a rule of this specification names are listed.
 */
export const errnoNumbers = {
  EPERM: 1,
  ENOENT: 2,
  ENXIO: 6,
  EBADF: 9,
  EAGAIN: 11,
  ENOMEM: 12,
  EACCES: 13,
  EFAULT: 14,
  EBUSY: 16,
  EEXIST: 17,
  ENODEV: 19,
  EINVAL: 22,
  ENOSPC: 28,
  EOPNOTSUPP: 95,
} as const;

export type Errno = keyof typeof errnoNumbers;

/** What a command answers: a value ≥ 0, or a negative error number, as a system call does. */
export type Answer = number;

const namesByNumber = new Map<number, string>(Object.entries(errnoNumbers).map(([name, number]) => [number, name]));

/** `-EBUSY` for the answer -16; a number that no rule names is printed as it is. */
export function printErrno(answer: Answer): string {
  const name = namesByNumber.get(-answer);
  return name === undefined ? String(answer) : `-${name}`;
}

/** -16 for the text `-EBUSY`; undefined for a text that is no error number of a rule. */
export function parseErrno(text: string): Answer | undefined {
  const name = text.slice(1);
  return text.startsWith('-') && Object.hasOwn(errnoNumbers, name) ? -errnoNumbers[name as Errno] : undefined;
}
