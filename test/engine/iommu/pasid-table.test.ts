import { describe, expect, it } from 'vitest';
import { pgdHigh, pgdLow } from '../../../engine/pgd.ts';
import { SmallHost } from '../small-host.ts';

describe('the PASID tables of an engine', () => {
  it('keep one binding and one entry of a number, the last that was written', () => {
    const host = new SmallHost().bound();
    const { host: engine } = host.instance;
    engine.setBinding(1, 1, pgdLow(3), pgdHigh(3));
    engine.setEntry(1, 1, pgdLow(2), pgdHigh(2));
    const { binding, pasidEntry } = host.state();
    expect(binding).toMatchObject({ 'p1,d1': { pgd: 'pgd3' }, 'p1,d2': { pgd: 'pgd1' } });
    expect(pasidEntry).toMatchObject({ 'd1,1': { pgd: 'pgd2' }, 'd2,1': { pgd: 'pgd1' } });
    expect(host.instance.stray()).toBe(0);
  });

  it('tell a binding without an entry from an entry without a binding', () => {
    const host = new SmallHost().withPasids();
    const { host: engine } = host.instance;
    engine.setBinding(1, 1, pgdLow(1), pgdHigh(1));
    engine.setEntry(4095, 1, pgdLow(1), pgdHigh(1));
    expect(host.state()).toMatchObject({
      binding: { 'p1,d1': { pgd: 'pgd1' } },
      pasidEntry: { 'd5,1': { pgd: 'pgd1' } },
    });
    expect(host.does('page_request', { actor: 'd1', pasid: '1', grpid: 'prg0' })).toBe('-EINVAL');
    expect(host.does('page_request', { actor: 'd5', pasid: '1', grpid: 'prg0' })).toBe('0');
    expect(
      host.does('vfio_bind_gpasid', { actor: 'vm1', container: 'c1', hpasid: 'p1', gpasid: 'none', gpgd: 'pgd1' }),
    ).toBe('-EBUSY');
    expect(host.instance.stray()).toBe(0);
  });

  it('do not take an entry alone for a binding, when the host PASID is bound elsewhere', () => {
    const host = new SmallHost().bound();
    host.instance.host.setEntry(4095, 2 ** 19 + 31, pgdLow(1), pgdHigh(1));
    const bind = { actor: 'vm2', container: 'c4', hpasid: 'p2', gpasid: 'g1', gpgd: 'pgd2' };
    expect(host.does('vfio_bind_gpasid', bind)).toBe('0');
  });
});
