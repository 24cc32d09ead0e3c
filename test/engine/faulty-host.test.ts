/** Engines at fault: whatever they do must show, and must not outlast the next load. */
import { describe, expect, it } from 'vitest';
import { fullGeometry } from '../../engine/geometry.ts';
import { defineHost } from '../../engine/host.ts';
import { setRow } from '../../engine/rows.ts';
import type { StateJson } from '../../spec/schema/json.ts';
import { data, layout, SmallHost } from './small-host.ts';

const Correct = defineHost({ ...fullGeometry, pasids: 2 ** 12, bindings: 256, requests: 256 });
const { regions } = Correct;

const columnOf = (table: string, name: string): number =>
  layout.columns.findIndex((column) => column.table === table && column.name === name);

/** What is stray after a host at fault was bound; and that all is well once it is loaded with its state after boot. */
function strayAfterBind(Host: typeof Correct): number {
  const host = new SmallHost({ Host });
  const booted = host.state();
  host.bound().state();
  const stray = host.instance.stray();
  expect(host.goesOnFrom(booted).state()).toEqual(booted);
  expect(host.instance.stray()).toBe(0);
  const rest = { actor: 'kernel', type: 'MM', token: 'vm1', quota: String(data.capacity - data.hostQuota) };
  expect(host.does('ioasid_set_alloc', rest)).toBe('s1');
  return stray;
}

describe('an engine at fault', () => {
  it('shows an entry that is written at the gpasid', () => {
    class AtGpasid extends Correct {
      override bindDevice(device: number, hpasid: number, gpasid: number, low: number, high: number): void {
        this.setBinding(device, hpasid, low, high);
        this.setEntry(device, gpasid || hpasid, low, high);
      }
    }
    const entries = (Host: typeof Correct): StateJson[string] | undefined =>
      new SmallHost({ Host }).bound().state()['pasidEntry'];
    expect(Object.keys(entries(Correct) ?? {})).toEqual(['d1,1', 'd2,1', 'd3,2']);
    expect(Object.keys(entries(AtGpasid) ?? {})).toEqual(['d1,1', 'd2,1', 'd3,1']);
  });

  it('shows things at numbers that the instance does not have', () => {
    class NextRow extends Correct {
      override setEntry(device: number, row: number, low: number, high: number): void {
        super.setEntry(device, row + 1, low, high);
      }
    }
    expect(strayAfterBind(NextRow)).toBe(3);
  });

  it('shows page directories that the instance does not have', () => {
    class NarrowPgd extends Correct {
      override setBinding(device: number, hpasid: number, low: number): void {
        super.setBinding(device, hpasid, low, 0);
      }
    }
    expect(strayAfterBind(NarrowPgd)).toBe(3);
    const { instance } = new SmallHost({ Host: NarrowPgd }).bound();
    expect(instance.cell(columnOf('binding', 'pgd'), 0)).toBe(-1);
  });

  it('shows what it counts wrongly, whichever way', () => {
    for (const count of [regions.outstanding, regions.pending, regions.failing, regions.unexpected]) {
      const { instance } = new SmallHost({ Host: Correct });
      instance.host.words[count] = -2;
      instance.save(new Int32Array(99), 0);
      expect(instance.stray()).toBe(2);
    }
  });

  it('answers 2^20 or more for a PASID or a set that the instance does not have', () => {
    class OffByOne extends Correct {
      override ioasidAlloc(actor: number, set: number): number {
        return super.ioasidAlloc(actor, set) + 1;
      }
      override ioasidSetAlloc(type: number, token: number, quota: number): number {
        return super.ioasidSetAlloc(type, token, quota) + 1;
      }
    }
    const host = new SmallHost({ Host: OffByOne });
    expect(host.does('ioasid_set_alloc', { actor: 'kernel', type: 'MM', token: 'vm1', quota: '1' })).toBe(
      `s${2 ** 20 + 2048}`,
    );
    expect(host.does('ioasid_alloc', { actor: 'kernel', set: 's0' })).toBe(`p${2 ** 20 + 2}`);
  });

  it('shows sets of a token or of a quota that the instance does not have', () => {
    class WrongSet extends Correct {
      override ioasidSetAlloc(type: number, token: number, quota: number): number {
        const set = super.ioasidSetAlloc(type, token, quota);
        const row = regions.set + (set + 1) * setRow.words;
        if (token === 1) this.words[row + setRow.owner] = 2 | (500 << 2);
        else this.words[row + setRow.quota] = 5;
        return set;
      }
    }
    const host = new SmallHost({ Host: WrongSet }).withSets();
    expect(Object.keys(host.state()['ioasidSet'] ?? {})).toEqual(['s0']);
    expect(host.instance.stray()).toBe(2);
    expect(host.instance.cell(columnOf('ioasidSet', 'token'), 1)).toBe(-1);
    expect(host.instance.cell(columnOf('ioasidSet', 'quota'), 2)).toBe(5);
  });

  it('shows a PASID of a set that the instance does not have, and a mapping to such a PASID', () => {
    const host = new SmallHost({ Host: Correct }).bound();
    const { instance } = host;
    const { words } = instance.host;
    words[regions.pasid + 1] = (words[regions.pasid + 1] as number) + (7 << 4);
    for (let slot = regions.mappings.base; slot <= regions.mappings.base + regions.mappings.mask; slot += 4) {
      if (words[slot] !== 0) words[slot + 2] = 77;
    }
    expect(Object.keys(host.state()['ioasid'] ?? {})).toEqual(['p2']);
    expect(host.state()['guestToHost']).toBeUndefined();
    expect(instance.stray()).toBe(2);
    expect(instance.cell(columnOf('ioasid', 'set'), 0)).toBe(-1);
    expect(instance.cell(columnOf('guestToHost', 'hpasid'), 2)).toBe(-1);
  });
});

describe('a load', () => {
  it('boots the engine again only when something stray is in it', () => {
    let resets = 0;
    class Counting extends Correct {
      override reset(): void {
        resets++;
        super.reset();
      }
    }
    const host = new SmallHost({ Host: Counting }).bound();
    const state = host.state();
    host.goesOnFrom(state).goesOnFrom(state);
    expect(resets).toBe(0);
    host.instance.host.setEntry(77, 77, 1, 1);
    expect(host.goesOnFrom(state).state()).toEqual(state);
    expect(resets).toBe(1);
  });
});

describe('the limits of an engine', () => {
  it('refuse a bind for which there is no room, and nothing changes', () => {
    const host = new SmallHost({ Host: defineHost({ ...fullGeometry, bindings: 1 }) }).withPasids();
    const { host: engine } = host.instance;
    const before = engine.words[regions.bindings];
    expect(
      host.does('vfio_bind_gpasid', { actor: 'vm1', container: 'c1', hpasid: 'p1', gpasid: 'none', gpgd: 'pgd1' }),
    ).toBe('-ENOMEM');
    expect(engine.words[regions.bindings]).toBe(before);
  });

  it('leave nobody a PASID past them', () => {
    const { host } = new SmallHost({ Host: Correct }).bound().instance;
    expect([2 ** 12, 2 ** 20 - 1].map((hpasid) => host.ioasidFree(1, hpasid, 0))).toEqual([-2, -2]);
    expect(host.ioasidFree(1, 2 ** 20, 0)).toBe(-22);
  });

  it('refuse a page request for which there is no room', () => {
    const host = new SmallHost({ Host: defineHost({ ...fullGeometry, requests: 1 }) }).bound();
    const request = (grpid: string) => host.does('page_request', { actor: 'd1', pasid: '1', grpid });
    expect([request('prg0'), request('prg1'), request('prg2')]).toEqual(['0', '0', '-ENOMEM']);
  });

  it('have room for a page request again once others are answered, by a response or by an unbind', () => {
    const host = new SmallHost({ Host: defineHost({ ...fullGeometry, requests: 1 }) }).bound();
    const request = (grpid: string) => host.does('page_request', { actor: 'd1', pasid: '1', grpid });
    expect(request('prg0')).toBe('0');
    host.does('page_response', { actor: 'vm1', fd: 'f1', pasid: 'p1', grpid: 'prg0', code: 'SUCCESS' });
    expect(request('prg2')).toBe('0');
    host.does('vfio_unbind_gpasid', { actor: 'vm1', container: 'c1', hpasid: 'p1' });
    host.does('vfio_bind_gpasid', { actor: 'vm1', container: 'c1', hpasid: 'p1', gpasid: 'none', gpgd: 'pgd1' });
    expect(request('prg0')).toBe('0');
  });

  it('refuse to load states that might not fit', () => {
    const { instance } = new SmallHost({ Host: defineHost({ ...fullGeometry, bindings: 4 }) });
    expect(() => instance.load(new Int32Array(99), 0)).toThrow(RangeError);
  });
});
