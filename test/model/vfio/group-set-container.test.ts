import { describe, expect, it } from 'vitest';
import { vfioGroupSetContainer } from '../../../model/vfio/group-set-container.ts';
import { vfioGroupSetContainer as spec } from '../../../spec/vfio/group-set-container.ts';
import { Bench, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { boundInC1, withGroups } from './groups.ts';

const args = { actor: 'vm1', group: 'grp2' };
const options = { topology: withGroups };
const join = { kind: 'vfio_group_set_container', ...args };
const bind = { kind: 'vfio_bind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1', gpasid: 'none', gpgd: 'pgd1' };
const idle = { ioasid: { p1: { state: 'idle', set: 's1', refs: 1 } } };

describe('vfio_group_set_container', () => {
  it('attaches a group, whose devices are then bound with the others', () => {
    const bench = new Bench([withSets, idle], options);
    expect(bench.issue(join)).toEqual(['0', 'vfioGroup[grp2].attached: false → true']);
    expect(bench.issue(bind).filter((change) => change.startsWith('binding'))).toEqual(
      ['d1', 'd2', 'd3', 'd4'].map((device) => `binding[p1, ${device}].pgd: none → pgd1`),
    );
  });

  it('leaves the devices of a group that is not attached out of a bind, and does not ask them', () => {
    const bench = new Bench([withSets, idle, { device: { d3: { failsBind: true } } }], options);
    expect(bench.issue(bind).filter((change) => change.startsWith('binding'))).toEqual(
      ['d1', 'd2', 'd4'].map((device) => `binding[p1, ${device}].pgd: none → pgd1`),
    );
  });

  it('attaches a group while something is bound in another container only', () => {
    const elsewhere = { ioasid: { p2: { state: 'active', refs: 2 } }, pasidEntry: { 'd6,2': { pgd: 'pgd1' } } };
    expect(new Bench([withSets, idle, elsewhere], options).issue(join)[0]).toBe('0');
  });
});

describeRefusals(spec, vfioGroupSetContainer, [
  {
    rule: 'vfio/join-not-opener',
    also: ['vfio/join-attached', 'vfio/join-while-bound'],
    states: [withSets, boundInC1],
    options,
    args: { actor: 'vm2', group: 'grp1' },
  },
  {
    rule: 'vfio/join-attached',
    also: ['vfio/join-while-bound'],
    states: [withSets, boundInC1],
    options,
    args: { actor: 'vm1', group: 'grp1' },
  },
  { rule: 'vfio/join-while-bound', states: [withSets, boundInC1], options, args },
  {
    rule: 'vfio/join-while-bound',
    when: 'what is bound waits to be freed',
    states: [withSets, boundInC1, { ioasid: { p1: { state: 'free_pending', refs: 1 } } }],
    options,
    args,
  },
]);
