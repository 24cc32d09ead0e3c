/** Sets of small numbers, each made once, so that a set is itself a number, and the union of two is looked up. */

/** The set that has no members. */
export const emptySet = 0;

/** More sets than there will be. */
const setsMax = 1 << 24;

export class NumberSets {
  readonly #members: (readonly number[])[] = [[]];
  readonly #numbers = new Map<string, number>();
  readonly #unions = new Map<number, number>();

  /** In ascending order. */
  members(set: number): readonly number[] {
    return this.#members[set] as readonly number[];
  }

  of(members: readonly number[]): number {
    if (members.length === 0) return emptySet;
    const sorted = [...new Set(members)].sort((one, other) => one - other);
    const key = sorted.join();
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const made = this.#members.push(sorted) - 1;
    this.#numbers.set(key, made);
    return made;
  }

  union(one: number, other: number): number {
    if (one === other || other === emptySet) return one;
    if (one === emptySet) return other;
    const key = one * setsMax + other;
    const known = this.#unions.get(key);
    if (known !== undefined) return known;
    const made = this.of([...this.members(one), ...this.members(other)]);
    this.#unions.set(key, made);
    return made;
  }

  /** Whether every member of one set is a member of another. */
  includes(set: number, part: number): boolean {
    return this.union(set, part) === set;
  }
}
