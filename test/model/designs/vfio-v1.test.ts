import { describe, expect, it } from 'vitest';
import { vfioV1 } from '../../../spec/designs/vfio-v1.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import type { Device, Row } from '../../../spec/sorts.ts';
import { Bench, withSets } from '../bench.ts';

/** c1 of vm1 has d1 and d2, each in a domain of its own. */
const bind = { kind: 'vfio_bind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1', gpasid: 'none', gpgd: 'pgd1' };
const idle = { ioasid: { p1: { state: 'idle', set: 's1', refs: 1 } } };
const boundOn = (...devices: number[]): StateJson => ({
  ioasid: { p1: { state: 'active', set: 's1', refs: 2 } },
  binding: Object.fromEntries(devices.map((device) => [`p1,d${device}`, { pgd: 'pgd1' }])),
  pasidEntry: Object.fromEntries(devices.map((device) => [`d${device},1`, { pgd: 'pgd1' }])),
});
const fails = (device: string) => ({ device: { [device]: { failsBind: true } } });
const bench = (...states: StateJson[]) => new Bench([withSets, ...states], { design: vfioV1 });

describe('vfio_bind_gpasid as first posted', () => {
  it("answers 0 although a device refused, if a later domain's bind overwrites the error", () => {
    expect(bench(idle, fails('d1')).issue(bind)).toEqual([
      '0',
      'ioasid[p1].state: idle → active',
      'ioasid[p1].refs: 1 → 2',
      'binding[p1, d2].pgd: none → pgd1',
      'pasidEntry[d2, 1].pgd: none → pgd1',
    ]);
  });

  it('takes back what it bound if the last domain refuses', () => {
    expect(bench(idle, fails('d2')).issue(bind)).toEqual(['-ENOMEM']);
  });

  it('leaves out, after a failure, the devices that follow in the same domain', () => {
    const topology = {
      vms: [{ pasidSpace: 'identity' as const }],
      containers: [{ vm: 1, nesting: true, domains: [[[1, 2], [3]], [[4]]] }],
      fds: [],
      hpasids: 1,
      gpasids: 1,
      pgds: 1,
      grpids: 1,
      sets: 1,
      capacity: 1,
      hostQuota: 0,
    };
    const set = { ioasidSet: { s1: { type: 'MM', token: 'vm1', quota: 1 } } };
    const host = new Bench([set, idle, fails('d2')], { topology, design: vfioV1 });
    const [answer, ...changes] = host.issue(bind);
    expect(answer).toBe('0');
    expect(changes.filter((change) => change.startsWith('binding'))).toEqual([
      'binding[p1, d1].pgd: none → pgd1',
      'binding[p1, d4].pgd: none → pgd1',
    ]);
  });

  it('destroys, in its roll-back over every device, the bindings that an earlier call made', () => {
    expect(bench(boundOn(1, 2)).issue({ ...bind, gpgd: 'pgd2' })).toEqual([
      '-EBUSY',
      'ioasid[p1].state: active → idle',
      'ioasid[p1].refs: 2 → 1',
      'binding[p1, d1].pgd: pgd1 → none',
      'binding[p1, d2].pgd: pgd1 → none',
      'pasidEntry[d1, 1].pgd: pgd1 → none',
      'pasidEntry[d2, 1].pgd: pgd1 → none',
    ]);
  });

  it('unbinds in its roll-back what a number of more than 32 bits is narrowed to', () => {
    const [answer, ...changes] = bench(boundOn(1, 2)).issue({ ...bind, hpasid: '2^32+p1' });
    expect(answer).toBe('-EINVAL');
    expect(changes).toContain('pasidEntry[d2, 1].pgd: pgd1 → none');
  });

  it('rolls back nothing where the narrowed number names no host PASID', () => {
    expect(bench(boundOn(1, 2)).issue({ ...bind, hpasid: '2^20' })).toEqual(['-EINVAL']);
    expect(bench(boundOn(1, 2)).issue({ ...bind, hpasid: '0' })).toEqual(['-EINVAL']);
  });

  it('is refused by the driver where the host PASID is not allocated', () => {
    expect(bench().issue(bind)).toEqual(['-ENOENT']);
    expect(bench().issue({ ...bind, hpasid: 'p4' })).toEqual(['-ENOENT']);
  });

  it('is refused by the driver where the container is not nesting', () => {
    const ofVm2 = { ...bind, actor: 'vm2', container: 'c5' };
    expect(bench(idle).issue(ofVm2)).toEqual(['-EINVAL']);
  });

  it('binds the host PASID of another VM', () => {
    const [answer, ...changes] = bench(idle).issue({ ...bind, actor: 'vm2', container: 'c3', gpasid: 'g1' });
    expect(answer).toBe('0');
    expect(changes).toContain('pasidEntry[d4, 1].pgd: none → pgd1');
  });

  it('lets a bound host PASID be bound by a second gpasid, and to a second page directory, on other devices', () => {
    const ofVm2 = { ...bind, actor: 'vm2', gpasid: 'g1', container: 'c3' };
    const host = bench(idle);
    expect(host.issue(ofVm2)[0]).toBe('0');
    expect(host.issue({ ...ofVm2, container: 'c4', gpasid: 'g2', gpgd: 'pgd2' })).toEqual([
      '0',
      'guestToHost[vm2, g2].hpasid: none → p1',
      'binding[p1, d5].pgd: none → pgd2',
      'pasidEntry[d5, 1].pgd: none → pgd2',
    ]);
  });

  it('ignores a gpasid that is none', () => {
    const [answer, ...changes] = bench(idle).issue({ ...bind, gpasid: '2^20' });
    expect(answer).toBe('0');
    expect(changes).toContain('binding[p1, d1].pgd: none → pgd1');
    expect(changes.filter((change) => change.startsWith('guestToHost'))).toEqual([]);
  });
});

describe('vfio_unbind_gpasid as first posted', () => {
  const unbind = { kind: 'vfio_unbind_gpasid', actor: 'vm1', container: 'c1', hpasid: '2^32+p1' };

  it('unbinds what a number of more than 32 bits is narrowed to, and answers 0', () => {
    const [answer, ...changes] = bench(boundOn(1, 2)).issue(unbind);
    expect(answer).toBe('0');
    expect(changes).toContain('pasidEntry[d1, 1].pgd: pgd1 → none');
  });

  it('takes a host PASID out of a container that is not nesting', () => {
    const ofVm2 = { ...unbind, actor: 'vm2', container: 'c5', hpasid: 'p1' };
    expect(bench(boundOn(1, 2)).issue(ofVm2)).toEqual(['0']);
  });
});

describe('ioasid_free as first posted', () => {
  const free = { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' };

  it('frees a bound host PASID at once, and leaves its bindings', () => {
    const host = bench(boundOn(1, 2));
    expect(host.issue(free)).toEqual([
      '0',
      'ioasid[p1].state: active → free',
      'ioasid[p1].set: s1 → none',
      'ioasid[p1].refs: 2 → 0',
      'ioasid[p1].formerSet: none → s1',
    ]);
    expect(host.issue({ kind: 'ioasid_alloc', actor: 'vm2', set: 's2' })[0]).toBe('p1');
  });

  it('remembers no former owner of a host PASID that is not bound', () => {
    expect(bench(idle).issue(free)).toEqual([
      '0',
      'ioasid[p1].state: idle → free',
      'ioasid[p1].set: s1 → none',
      'ioasid[p1].refs: 1 → 0',
    ]);
  });

  it('leaves stale entries that a later bind, refused as not allocated, leaves alone too', () => {
    const host = bench();
    const commands = [{ kind: 'ioasid_alloc', actor: 'vm1', set: 's1' }, bind, free];
    expect(commands.map((command) => host.issue(command)[0])).toEqual(['p1', '0', '0']);
    expect(host.issue(bind)).toEqual(['-ENOENT']);
    expect(host.host.state.pasidEntry.at(1 as Device, 1 as Row).pgd).toBe(1);
  });

  it('is refused to another VM: the free alone looks at the set', () => {
    expect(bench(idle).issue({ ...free, actor: 'vm2' })).toEqual(['-ENOENT']);
  });

  it('lets the bindings that were left be cleared later: by the next owner, without a reference to drop', () => {
    const host = bench(boundOn(1, 2));
    host.issue(free);
    host.issue({ kind: 'ioasid_alloc', actor: 'vm2', set: 's2' });
    const unbind = { kind: 'vfio_unbind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1' };
    expect(host.issue(unbind)).toEqual([
      '0',
      'ioasid[p1].formerSet: s1 → none',
      'binding[p1, d1].pgd: pgd1 → none',
      'binding[p1, d2].pgd: pgd1 → none',
      'pasidEntry[d1, 1].pgd: pgd1 → none',
      'pasidEntry[d2, 1].pgd: pgd1 → none',
    ]);
  });
});
