import { describe, expect, it } from 'vitest';
import { noneAfterUnbind as invariant } from '../../../invariants/page-request/none-after-unbind.ts';
import type { TopologyData } from '../../../spec/topology.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeStep } from '../judge.ts';

const unbind = { kind: 'vfio_unbind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1' };
const reclaim = { kind: 'ioasid_reclaim', actor: 'kernel', hpasid: 'p1' };
const bound = { binding: { 'p1,d2': { pgd: 'pgd1' } } };
const request = (outstanding: boolean, pending: boolean) => ({
  pageRequest: { 'd2,1,prg1': { outstanding, pending } },
});
const asked = request(true, true);

describe(invariant.id, () => {
  it('holds of a tear-down that has answered what was pending', () => {
    const verdicts = [unbind, reclaim].map((command) =>
      judgeStep(invariant, { command, before: [bound, asked], after: [request(false, false)] }),
    );
    expect(verdicts).toEqual(Array(2).fill({ broken: null, antecedent: 1 }));
  });

  it('holds of a detach and of a close that have answered what was pending, and is broken where they have not', () => {
    const data = { ...twoGuests, attachment: { detached: [] } };
    const leave = { kind: 'vfio_group_unset_container', actor: 'vm1', group: 'grp2' };
    const close = { kind: 'vfio_container_close', actor: 'vm1', container: 'c1' };
    for (const command of [leave, close]) {
      const step = { command, before: [bound, asked] };
      expect(judgeStep(invariant, { ...step, after: [request(false, false)] }, data)) //
        .toEqual({ broken: null, antecedent: 1 });
      expect(judgeStep(invariant, step, data).broken).toBe('a request of d2 at row 1 is pending');
    }
  });

  it('counts only where something was pending', () => {
    expect(judgeStep(invariant, { command: unbind, before: [bound] })).toEqual({ broken: null, antecedent: 0 });
  });

  it('says nothing of tear-downs that failed or name no row, of other commands, or of devices not torn down', () => {
    const steps = [
      { command: unbind, answer: '-EBUSY', before: [bound, asked] },
      { command: { ...unbind, hpasid: '2^20' }, before: [bound, asked] },
      { command: { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' }, before: [bound, asked] },
      { command: { kind: 'inject_bind_failure', actor: 'environment', device: 'd2', enabled: 'on' }, before: [asked] },
      { command: { ...unbind, actor: 'vm2', container: 'c2' }, before: [bound, asked] },
      { command: reclaim, before: [asked] },
    ];
    expect(steps.map((step) => judgeStep(invariant, step))).toEqual(steps.map(() => ({ broken: null, antecedent: 0 })));
  });

  it('is broken by a request that is still pending', () => {
    expect(judgeStep(invariant, { command: unbind, before: [bound, asked] })) //
      .toEqual({ broken: 'a request of d2 at row 1 is pending', antecedent: 1 });
  });

  it('is broken by what is still queued, or kept for its group', () => {
    const data: TopologyData = { ...twoGuests, prq: { slots: 1, pages: [], modes: [] } };
    const queued = { prqSlot: { slot1: { device: 'd2', pasid: '1', grpid: 'prg1', page: 'last' } } };
    const kept = { prqGroup: { 'prq1,d2,1,prg1': { partial: 'failed' } } };
    const verdicts = [queued, kept, {}].map((after) =>
      judgeStep(invariant, { command: unbind, before: [bound], after: [after] }, data),
    );
    expect(verdicts.map(({ broken }) => broken)) //
      .toEqual(['a request of d2 at row 1 is in the queue', 'a page of d2 at row 1 is kept', null]);
  });

  it('is broken by a device that still waits', () => {
    expect(judgeStep(invariant, { command: reclaim, before: [bound, asked], after: [request(true, false)] })) //
      .toEqual({ broken: 'd2 still waits at row 1', antecedent: 1 });
  });
});
