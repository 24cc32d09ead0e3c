/** The check of one instance as plain data, which can be sent to a thread, and the doing of it. */
import { check, type Progress } from '../conformance/check.ts';
import type { CheckpointOptions } from '../conformance/checkpoints.ts';
import { type BoundsGiven, withBounds } from '../generators/bounds.ts';
import { invariants } from '../invariants/invariants.ts';
import { leadsToProperties } from '../invariants/leads-to-properties.ts';
import { type Checked, checkedJson } from '../report/check-json.ts';
import { designs } from '../spec/designs/designs.ts';
import { Topology } from '../spec/topology.ts';
import type { Surroundings } from './surroundings.ts';
import { named } from './usage-error.ts';

export interface InstanceJob {
  readonly instance: string;
  readonly bounds: BoundsGiven;
  readonly design: string;
  readonly invariants: readonly string[];
  readonly leadsTo: readonly string[];
  readonly against: 'engine' | 'none';
  readonly symmetry: boolean;
  readonly maxStates: number | null;
  /** For this search alone; null for the default. */
  readonly memoryBytes: number | null;
  readonly lossy: boolean;
  readonly checkpoints: Pick<CheckpointOptions, 'folder' | 'resume' | 'everySeconds'> | null;
}

const subjectOf = ({
  instance,
  bounds,
  design,
  invariants: ids,
  lossy,
}: InstanceJob): CheckpointOptions['subject'] => ({
  instance,
  bounds,
  design,
  invariants: ids,
  lossy,
});

/** Takes notice of how far a check has come, and answers a reason to stop, or null. */
export type OnProgress = (progress: Progress) => string | null;

/** The machine, or the checker, cannot take any more: nothing is decided, and nobody is at fault. */
export class LimitReached extends Error {
  constructor(instance: string, { message }: RangeError) {
    super(`the check of ${instance} reached a limit: ${message}`);
    this.name = 'LimitReached';
  }
}

/** Checks the instance on this thread. Throws `LimitReached`, and what the specification or the implementation throws. */
export async function checkInstance(
  job: InstanceJob,
  { instances, deepInstances, implementation }: Pick<Surroundings, 'instances' | 'deepInstances' | 'implementation'>,
  onProgress: OnProgress,
): Promise<Checked> {
  const instance = named('instance', job.instance, [...instances, ...deepInstances], ({ name }) => name);
  const topology = new Topology(withBounds(instance.topology, job.bounds));
  try {
    const result = await check({
      topology,
      design: named('design', job.design, designs, ({ name }) => name),
      invariants: invariants.filter(({ id }) => job.invariants.includes(id)),
      leadsTo: leadsToProperties.filter(({ id }) => job.leadsTo.includes(id)),
      implementation: job.against === 'none' ? null : () => implementation(topology),
      symmetry: job.symmetry,
      ...(job.maxStates === null ? {} : { maxStates: job.maxStates }),
      ...(job.memoryBytes === null ? {} : { memoryBytes: job.memoryBytes }),
      lossy: job.lossy,
      ...(job.checkpoints === null ? {} : { checkpoints: { ...job.checkpoints, subject: subjectOf(job) } }),
      stop: onProgress,
    });
    return checkedJson(job, instance.counts, result);
  } catch (error) {
    throw error instanceof RangeError ? new LimitReached(job.instance, error) : error;
  }
}
