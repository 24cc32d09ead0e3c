import { describe, expect, it } from 'vitest';
import { isAbove } from '../../../engine/vfio/second-stage.ts';
import { layout, SmallHost } from '../small-host.ts';

const ask = { actor: 'vm1', container: 'c1' };

describe('an address', () => {
  it('is above another by all of its 64 bits, none of which is a sign', () => {
    expect(isAbove(0, 1, -1, 0)).toBe(true);
    expect(isAbove(-1, 1, 0, 1)).toBe(true);
    expect(isAbove(5, -1, 5, 1)).toBe(true);
    expect(isAbove(5, 1, 5, 1)).toBe(false);
    expect(isAbove(4, 1, 5, 1)).toBe(false);
    expect(isAbove(5, 0, 5, -1)).toBe(false);
  });
});

describe('what is mapped', () => {
  it('grows and shrinks at its top, and not below a page directory that is bound', () => {
    const host = new SmallHost().bound();
    expect(host.does('vfio_dma_map', { ...ask, top: 'pgd3' })).toBe('-EEXIST');
    expect(host.does('vfio_dma_unmap', { ...ask, from: 'pgd1' })).toBe('-EBUSY');
    expect(host.does('vfio_dma_unmap', { ...ask, from: 'pgd2' })).toBe('0');
    expect(host.state()['dmaMap']).toMatchObject({ dma1: { top: 'pgd1' } });
    expect(host.does('vfio_dma_map', { ...ask, top: 'pgd1' })).toBe('-EEXIST');
    expect(host.does('vfio_dma_map', { ...ask, top: 'pgd2' })).toBe('0');
    expect(host.state()['dmaMap']).toMatchObject({ dma1: { top: 'pgd2' } });
  });

  it('is refused to others, and where there is no domain', () => {
    const host = new SmallHost();
    expect(host.does('vfio_dma_map', { actor: 'vm2', container: 'c1', top: 'pgd3' })).toBe('-EPERM');
    expect(host.does('vfio_dma_unmap', { actor: 'vm2', container: 'c1', from: 'pgd3' })).toBe('-EPERM');
    expect(host.does('vfio_dma_map', { ...ask, container: 'c5', top: 'pgd3' })).toBe('-EINVAL');
    expect(host.does('vfio_dma_unmap', { ...ask, container: 'c5', from: 'pgd3' })).toBe('-EINVAL');
  });

  it('goes with the container, and then nothing can be bound there', () => {
    const host = new SmallHost().withPasids();
    expect(host.does('vfio_dma_unmap', { ...ask, from: 'pgd1' })).toBe('0');
    const bind = { ...ask, hpasid: 'p1', gpasid: 'none', gpgd: 'pgd1' };
    expect(host.does('vfio_bind_gpasid', bind)).toBe('-EINVAL');
    host.does('vfio_container_close', ask);
    expect(host.state()['dmaMap']).not.toHaveProperty('dma1');
  });

  it('counts for nothing where it ends below the first page directory', () => {
    const host = new SmallHost();
    const mapped = layout.columns.find(({ table }) => table === 'dmaMap')?.number as number;
    const before = host.instance.occupied(mapped);
    host.does('vfio_dma_unmap', { ...ask, from: 'pgd1' });
    expect(host.instance.occupied(mapped)).toBe(before - 1);
  });

  it('ends just below an address from which on it is unmapped, whatever its halves', () => {
    const { host } = new SmallHost().instance;
    const [vm, container] = [1, 1];
    expect(host.vfioDmaUnmap(vm, container, 0, 2)).toBe(0);
    expect(host.vfioDmaMap(vm, container, -1, 1)).toBe(-17);
    expect(host.vfioDmaMap(vm, container, 0, 2)).toBe(0);
  });
});
