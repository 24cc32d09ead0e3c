/** The violations of several instances, by invariant: the shortest story of each, and where else it is broken. */
import type { CheckJson } from './check-json.ts';
import type { ViolationJson } from './counterexample-json.ts';

export interface BrokenInvariant {
  /** The shortest story; of several as short, that of the first instance. */
  readonly violation: ViolationJson;
  readonly instance: string;
  readonly others: readonly { readonly instance: string; readonly length: number }[];
}

export function brokenInvariants({ invariants, instances }: CheckJson): readonly BrokenInvariant[] {
  return invariants.flatMap(({ id }) => {
    const all = instances.flatMap(({ name, violations }) =>
      violations.filter(({ invariant }) => invariant === id).map((violation) => ({ instance: name, violation })),
    );
    const [shortest, ...longer] = all.toSorted((one, other) => one.violation.length - other.violation.length);
    if (shortest === undefined) return [];
    return [{ ...shortest, others: longer.map(({ instance, violation }) => ({ instance, length: violation.length })) }];
  });
}
