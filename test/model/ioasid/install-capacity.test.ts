import { describe, expect, it } from 'vitest';
import { ioasidInstallCapacity } from '../../../model/ioasid/install-capacity.ts';
import { ioasidInstallCapacity as spec } from '../../../spec/ioasid/install-capacity.ts';
import { Bench, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'kernel', total: '3' };
const install = { kind: 'ioasid_install_capacity', ...args };
const roomForTwo = { ioasidSet: { s1: { quota: 1 }, s2: { quota: 1 } } };

describe('ioasid_install_capacity', () => {
  it('withholds what is not installed from every set to come', () => {
    const bench = new Bench([withSets, roomForTwo]);
    expect(bench.issue(install)).toEqual(['0', 'ioasidPool[pool1].withheld: 0 → 2']);
    const more = { kind: 'ioasid_adjust_set', actor: 'kernel', set: 's1', quota: '2' };
    expect(bench.refusal(more)).toBe('ioasid/adjust-over-capacity');
  });

  it('changes nothing where all there is is installed', () => {
    expect(new Bench().issue({ ...install, total: '5' })).toEqual(['0']);
  });
});

describeRefusals(spec, ioasidInstallCapacity, [
  {
    rule: 'ioasid/capacity-installed',
    also: ['ioasid/capacity-beyond-default'],
    states: [{ ioasidPool: { pool1: { withheld: 1 } } }],
    args: { ...args, total: '6' },
  },
  { rule: 'ioasid/capacity-beyond-default', args: { ...args, total: '6' } },
  { rule: 'ioasid/capacity-promised', when: 'sets are promised more', states: [withSets], args },
  {
    rule: 'ioasid/capacity-promised',
    when: 'more are reserved',
    states: [{ ioasidPool: { pool1: { reserved: 4 } } }],
    args,
  },
]);
