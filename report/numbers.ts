/** Numbers as people read them. */

/** `76,428,352` */
export const thousands = (number: number): string => number.toLocaleString('en-US');

/** `1 command`, `4 commands`, `1,234 commands`; @param plural where it is not made with an s. */
export const counted = (number: number, noun: string, plural = `${noun}s`): string =>
  `${thousands(number)} ${number === 1 ? noun : plural}`;

/** `12.3 s` */
export const seconds = (duration: number): string => `${duration.toFixed(1)} s`;
