import { describe, expect, it } from 'vitest';
import { hostLayout } from '../../../spec/state.ts';
import { SmallHost, topology } from '../small-host.ts';

const dma = (host: SmallHost, actor: string, pasid: string) => host.does('dma_translate', { actor, pasid });
const all = { pasidCache: true, iotlb: true, deviceTlb: true };

describe('dma_translate in the engine', () => {
  it('leaves what it took in every cache, under the domain id of the domain that the device is in', () => {
    const host = new SmallHost().bound();
    expect([dma(host, 'd1', '1'), dma(host, 'd2', '1'), dma(host, 'd1', '1')]).toEqual(['0', '0', '0']);
    expect(host.state()['cachedTag']).toEqual({ 'd1,1,did2': all, 'd2,1,did3': all });
    expect(host.instance.stray()).toBe(0);
  });

  it('is refused where no entry is present and nothing is cached', () => {
    const host = new SmallHost().bound();
    expect(['0', '2', '3'].map((pasid) => dma(host, 'd1', pasid))).toEqual(['-EFAULT', '-EFAULT', '-EFAULT']);
    expect(host.instance.host.dmaTranslate(1, 2 ** 20 + 1)).toBe(-14);
    expect(host.state()['cachedTag']).toBeUndefined();
  });

  it('is translated by what is still cached when the entry is gone', () => {
    const host = new SmallHost().bound();
    host.goesOnFrom({ ...host.state(), cachedTag: { 'd1,3,did2': { deviceTlb: true } } });
    expect([dma(host, 'd1', '3'), dma(host, 'd2', '3')]).toEqual(['0', '-EFAULT']);
    expect(host.state()['cachedTag']).toEqual({ 'd1,3,did2': { deviceTlb: true } });
  });

  it('leaves nothing behind where no domain id is in the entry', () => {
    const host = new SmallHost().bound();
    host.goesOnFrom({ ...host.state(), pasidEntry: { 'd1,1': { pgd: 'pgd1' } } });
    expect(dma(host, 'd1', '1')).toBe('0');
    expect(host.state()['cachedTag']).toBeUndefined();
  });

  it('is flushed by an unbind and by a reclaim, on the devices that are unbound', () => {
    const host = new SmallHost().bound();
    for (const actor of ['d1', 'd2']) dma(host, actor, '1');
    dma(host, 'd3', '2');
    host.does('vfio_unbind_gpasid', { actor: 'vm1', container: 'c1', hpasid: 'p1' });
    expect(host.state()['cachedTag']).toEqual({ 'd3,2,did4': all });
    host.does('ioasid_free', { actor: 'vm2', hpasid: 'p2' });
    host.does('ioasid_reclaim', { actor: 'kernel', hpasid: 'p2' });
    expect(host.state()['cachedTag']).toBeUndefined();
    expect(host.instance.stray()).toBe(0);
  });

  it('is flushed as well where the host went on from a state in which it was cached', () => {
    const host = new SmallHost().bound();
    dma(host, 'd1', '1');
    host.goesOnFrom(host.state());
    host.does('vfio_unbind_gpasid', { actor: 'vm1', container: 'c1', hpasid: 'p1' });
    expect(host.state()['cachedTag']).toBeUndefined();
  });

  it('is seen in single cells under its own domain id and no other', () => {
    const host = new SmallHost().bound();
    const { columns } = hostLayout(topology);
    const cell = (name: string, row: number) => {
      const column = columns.find((each) => each.table === 'cachedTag' && each.name === name);
      return host.instance.cell(column?.number as number, row);
    };
    dma(host, 'd1', '1');
    for (const cache of ['pasidCache', 'iotlb', 'deviceTlb']) {
      expect([cell(cache, 0), cell(cache, 1), cell(cache, topology.sizes.did)]).toEqual([1, 0, 0]);
    }
  });
});
