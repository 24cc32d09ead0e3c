/** What is broken on several instances, by property: the shortest story of each, and where else it is broken. */
import type { CheckJson, InstanceJson } from './check-json.ts';
import type { ViolationJson } from './counterexample-json.ts';
import type { LassoJson } from './lasso-json.ts';

/** The shortest of several stories; of several as short, that of the first instance. */
interface Shortest<Story> {
  readonly story: Story;
  readonly instance: string;
  readonly others: readonly { readonly instance: string; readonly length: number }[];
}

export interface BrokenInvariant {
  readonly violation: ViolationJson;
  readonly instance: string;
  readonly others: Shortest<ViolationJson>['others'];
}

export interface BrokenLeadsTo {
  readonly lasso: LassoJson;
  readonly instance: string;
  readonly others: Shortest<LassoJson>['others'];
}

/** @param storiesOf the stories of one property on an instance: one, or none. */
function shortestOf<Story extends { readonly length: number }>(
  instances: readonly InstanceJson[],
  storiesOf: (instance: InstanceJson) => readonly Story[],
): readonly Shortest<Story>[] {
  const all = instances.flatMap((instance) => storiesOf(instance).map((story) => ({ instance: instance.name, story })));
  const [shortest, ...longer] = all.toSorted((one, other) => one.story.length - other.story.length);
  if (shortest === undefined) return [];
  return [{ ...shortest, others: longer.map(({ instance, story }) => ({ instance, length: story.length })) }];
}

export function brokenInvariants({ invariants, instances }: CheckJson): readonly BrokenInvariant[] {
  return invariants.flatMap(({ id }) =>
    shortestOf(instances, ({ violations }) => violations.filter(({ invariant }) => invariant === id)).map(
      ({ story, ...where }) => ({ violation: story, ...where }),
    ),
  );
}

export function brokenLeadsTo({ leadsTo, instances }: CheckJson): readonly BrokenLeadsTo[] {
  return leadsTo.flatMap(({ id }) =>
    shortestOf(instances, ({ lassos }) => lassos.filter(({ property }) => property === id)).map(
      ({ story, ...where }) => ({ lasso: story, ...where }),
    ),
  );
}
