import { describe, expect, it } from 'vitest';
import { mmReuse } from '../../../model/guest/mm-reuse.ts';
import { mmReuse as spec } from '../../../spec/guest/mm-reuse.ts';
import { Bench, twoMappings, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'environment', vm: 'vm1' };
const reuse = { kind: 'mm_reuse', ...args };
const options = { topology: { ...twoMappings, mmReuse: true } };
const gone = { exitedProcess: { 'mm1,vm1': { exited: true } } };
const exit = { kind: 'mm_exit', actor: 'vm1' };

describe('mm_reuse', () => {
  it('gives a new process the address of one that has exited', () => {
    const bench = new Bench([withSets], options);
    expect(bench.issue(exit)).toContain('exitedProcess[mm1, vm1].exited: false → true');
    expect(bench.issue(reuse)).toEqual(['0', 'exitedProcess[mm1, vm1].exited: true → false']);
  });

  it('waits until a user has put what it holds of the old one', () => {
    const used = {
      ioasid: { p1: { state: 'idle', set: 's1', refs: 2 } },
      ioasidUser: { 'p1,user1': { holds: true } },
    };
    const bench = new Bench([withSets, used], options);
    bench.issue(exit);
    expect(bench.issue(reuse)).toEqual(['-EBUSY']);
    bench.issue({ kind: 'ioasid_put', actor: 'user1', set: 's1', hpasid: 'p1' });
    expect(bench.issue(reuse)[0]).toBe('0');
  });

  it('is not in play where no address is used again', () => {
    const { topology } = new Bench().host;
    expect([spec.args.vm.values(topology), spec.args.vm.exists(topology, 1)]).toEqual([[], false]);
    expect(new Bench([withSets]).issue(exit)).not.toContain('exitedProcess[mm1, vm1].exited: false → true');
  });
});

describeRefusals(spec, mmReuse, [
  { rule: 'guest/mm-alive', also: ['guest/mm-held'], states: [withSets], options, args },
  { rule: 'guest/mm-held', states: [withSets, gone], options, args },
]);
