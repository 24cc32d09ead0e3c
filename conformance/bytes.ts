/** Amounts of memory as people read them. */

const units = [
  [2 ** 30, 'GiB'],
  [2 ** 20, 'MiB'],
  [2 ** 10, 'KiB'],
] as const;

/** `64 MiB`, `1.5 GiB`, `20 bytes`; rounded to a tenth. */
export function printBytes(bytes: number): string {
  const [size, name] = units.find(([unit]) => bytes >= unit) ?? [1, 'bytes'];
  return `${Math.round((bytes / size) * 10) / 10} ${name}`;
}
