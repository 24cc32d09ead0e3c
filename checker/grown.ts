/** How the checker's arrays get longer: by doubling, so that an append costs constant time on average. */

/**
 * A copy of `array` with room for at least `length` elements and at least twice as long as it was;
 * the new elements are zero.
 *
 * @throws RangeError when the runtime cannot allocate that much.
 */
export function grown(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(Math.max(array.length * 2, length));
  copy.set(array);
  return copy;
}
