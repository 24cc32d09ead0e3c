/**
 * Arrays that reserve address space for all that a search may ever need. The buffers are shared ones though no other
 * thread sees them: for an ordinary buffer of that size the runtime collects garbage at once, several times, for nothing.
 */

/**
 * An array of so many words, all 0. Its pages come into being when they are first written.
 *
 * @throws RangeError when the runtime cannot reserve it.
 */
export const reserved = (words: number): Int32Array =>
  new Int32Array(new SharedArrayBuffer(words * Int32Array.BYTES_PER_ELEMENT));
