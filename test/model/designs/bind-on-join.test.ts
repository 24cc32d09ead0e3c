import { describe, expect, it } from 'vitest';
import { attachment } from '../../../generators/instances/attachment.ts';
import { invariants } from '../../../invariants/invariants.ts';
import { bindOnJoin } from '../../../spec/designs/bind-on-join.ts';
import { Topology } from '../../../spec/topology.ts';
import { SmallSearch } from '../../invariants/small-search.ts';
import { Bench, withSets } from '../bench.ts';
import { boundInC1, withGroups } from '../vfio/groups.ts';

const join = { kind: 'vfio_group_set_container', actor: 'vm1', group: 'grp2' };
const bench = (...states: object[]) =>
  new Bench([withSets, ...(states as never[])], { topology: withGroups, design: bindOnJoin });

describe('the design in which a group that joins is bound', () => {
  it('binds its devices to what is bound in the container, and to nothing else', () => {
    expect(bench(boundInC1).issue(join)).toEqual([
      '0',
      'binding[p1, d3].pgd: none → pgd1',
      'pasidEntry[d3, 1].pgd: none → pgd1',
      'vfioGroup[grp2].attached: false → true',
    ]);
    expect(bench().issue(join)).toEqual(['0', 'vfioGroup[grp2].attached: false → true']);
  });

  it('refuses, and changes nothing, where a device cannot bind', () => {
    expect(bench(boundInC1, { device: { d3: { failsBind: true } } }).issue(join)).toEqual(['-ENOMEM']);
  });

  it('refuses where what is bound waits to be freed', () => {
    expect(bench(boundInC1, { ioasid: { p1: { state: 'free_pending', refs: 1 } } }).issue(join)).toEqual(['-EBUSY']);
  });

  it('keeps every invariant while groups come and go', () => {
    const topology = new Topology(attachment.topology);
    const search = new SmallSearch({ topology, design: bindOnJoin, invariants });
    const met = search.program.markOf.met + invariants.findIndex(({ id }) => id === 'vfio/joins-as-bound');
    search.until(invariants.map((_, mark) => mark));
    expect(invariants.filter((_, mark) => search.story(mark) !== null)).toEqual([]);
    expect(search.times(met)).toBeGreaterThan(0);
  });
});
