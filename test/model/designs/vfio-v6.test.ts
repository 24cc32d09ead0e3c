import { describe, expect, it } from 'vitest';
import { vfioV6 } from '../../../spec/designs/vfio-v6.ts';
import { vfioV7 } from '../../../spec/designs/vfio-v7.ts';
import { Bench, withSets } from '../bench.ts';
import { withGroups } from '../vfio/groups.ts';

const bind = { kind: 'vfio_bind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1', gpasid: 'none', gpgd: 'pgd1' };
const unbind = { kind: 'vfio_unbind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1' };
const idle = { ioasid: { p1: { state: 'idle', set: 's1', refs: 1 } } };
const bench = (design: typeof vfioV6, ...states: object[]) =>
  new Bench([withSets, idle, ...(states as never[])], { topology: withGroups, design });

describe('the sixth version', () => {
  it('binds on the first group of the first domain alone', () => {
    const changes = bench(vfioV6).issue(bind);
    expect(changes.filter((change) => change.startsWith('binding'))).toEqual([
      'binding[p1, d1].pgd: none → pgd1',
      'binding[p1, d2].pgd: none → pgd1',
    ]);
  });

  it('answers 0 for a bind that failed, and the seventh does not', () => {
    const fails = { device: { d2: { failsBind: true } } };
    expect(bench(vfioV6, fails).issue(bind)).toEqual(['0']);
    expect(bench(vfioV7, fails).issue(bind)).toEqual(['-ENOMEM']);
  });

  it('takes an older binding back with a bind that fails, as the seventh still does', () => {
    for (const design of [vfioV6, vfioV7]) {
      const twice = bench(design);
      twice.issue(bind);
      const [, ...changes] = twice.issue(bind);
      expect(changes).toContain('binding[p1, d1].pgd: pgd1 → none');
    }
  });

  it('answers 0 for an unbind whatever the devices do', () => {
    const bound = bench(vfioV7);
    bound.issue(bind);
    bound.issue({ kind: 'inject_bind_failure', actor: 'environment', device: 'd1', enabled: 'on' });
    expect(bound.issue(unbind)).toEqual([
      '0',
      'binding[p1, d2].pgd: pgd1 → none',
      'pasidEntry[d2, 1].pgd: pgd1 → none',
    ]);
  });

  it('keeps an older binding where it cannot be taken back', () => {
    const bound = bench(vfioV7);
    bound.issue(bind);
    bound.issue({ kind: 'inject_bind_failure', actor: 'environment', device: 'd1', enabled: 'on' });
    expect(bound.issue(bind)).not.toContain('binding[p1, d1].pgd: pgd1 → none');
  });
});
