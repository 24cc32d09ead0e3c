import { describe, expect, it } from 'vitest';
import { checkOnThread } from '../../cli/check-all.ts';
import type { InstanceJob } from '../../cli/instance-job.ts';

const job: InstanceJob = {
  instance: 'identity',
  bounds: { hpasids: 1, gpasids: 1, grpids: 1 },
  design: 'golden',
  leadsTo: [],
  invariants: ['ioasid/quota'],
  against: 'engine',
  symmetry: false,
  maxStates: 600,
  memoryBytes: null,
  lossy: false,
  checkpoints: null,
};

describe('a thread that checks an instance', () => {
  it('tells how far it has come, and what it found', async () => {
    const distinct: number[] = [];
    const { instance, invariants } = await checkOnThread(job, (progress) => {
      distinct.push(progress.distinct);
      return null;
    });
    expect(distinct.length).toBeGreaterThan(0);
    expect(instance).toMatchObject({ name: 'identity', distinct: 600, verdict: 'undecided' });
    expect(instance.edgesCompared).toBe(instance.edges);
    expect(invariants).toMatchObject([{ id: 'ioasid/quota', held: true }]);
  });

  it('stops when it is told a reason', async () => {
    const { instance } = await checkOnThread({ ...job, maxStates: null }, () => 'enough');
    expect(instance).toMatchObject({ verdict: 'undecided', reason: 'enough' });
  });

  it('fails with what it threw', async () => {
    await expect(checkOnThread({ ...job, instance: 'nowhere' }, () => null)).rejects.toThrow(
      'unknown instance "nowhere"',
    );
  });
});
