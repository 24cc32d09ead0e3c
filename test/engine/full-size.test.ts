import { describe, expect, it } from 'vitest';
import { identityInjection } from '../../engine/injection.ts';
import { EngineInstance } from '../../engine/instance.ts';
import type { Command } from '../../spec/commands.ts';
import { hostLayout } from '../../spec/state.ts';
import { Topology } from '../../spec/topology.ts';

const vms = 256;
const pasids = 2 ** 16;
const share = pasids / vms;

/** 256 VMs with four devices each, and 2^16 host PASIDs: a table of requests alone would have 2^35 cells. */
const topology = new Topology({
  vms: Array.from({ length: vms }, (_, vm) => ({ pasidSpace: vm % 2 === 0 ? 'identity' : 'guest-owned' })),
  containers: Array.from({ length: vms }, (_, vm) => ({
    vm: vm + 1,
    nesting: true,
    domains: [[[4 * vm + 1, 4 * vm + 2]], [[4 * vm + 3], [4 * vm + 4]]],
  })),
  fds: Array.from({ length: vms }, (_, vm) => ({ device: 4 * vm + 4, holders: [vm + 1] })),
  hpasids: pasids,
  gpasids: share,
  pgds: pasids,
  grpids: 512,
  sets: vms,
  capacity: pasids,
  hostQuota: 0,
});
const layout = hostLayout(topology);
const column = (table: string, name: string): number =>
  layout.columns.findIndex((candidate) => candidate.table === table && candidate.name === name);

const instance = new EngineInstance(topology, { injection: identityInjection });
const run = (command: object): number => instance.execute(command as Command);

/** The VM to which a host PASID goes when every VM in turn takes one. */
const vmOf = (hpasid: number): number => ((hpasid - 1) % vms) + 1;
const gpasidOf = (hpasid: number): number | null => (vmOf(hpasid) % 2 === 1 ? null : Math.ceil(hpasid / vms));

describe('a host with 2^16 PASIDs on 1,024 devices', () => {
  it('hands them out in order, as many as the quotas allow', () => {
    for (let vm = 1; vm <= vms; vm++) {
      expect(run({ kind: 'ioasid_set_alloc', actor: 0, type: 2, token: vm, quota: share })).toBe(vm);
    }
    expect(run({ kind: 'ioasid_set_alloc', actor: 0, type: 2, token: 1, quota: 0 })).toBe(-17);
    let wrong = 0;
    for (let hpasid = 1; hpasid <= pasids; hpasid++) {
      const actor = vmOf(hpasid);
      if (run({ kind: 'ioasid_alloc', actor, set: actor }) !== hpasid) wrong++;
    }
    expect(wrong).toBe(0);
    expect(run({ kind: 'ioasid_alloc', actor: 1, set: 1 })).toBe(-28);
    expect(instance.occupied(column('ioasid', 'state'))).toBe(pasids);
  });

  it('binds each on all devices of its VM', () => {
    let wrong = 0;
    for (let hpasid = 1; hpasid <= pasids; hpasid++) {
      const actor = vmOf(hpasid);
      const bind = {
        kind: 'vfio_bind_gpasid',
        actor,
        container: actor,
        hpasid,
        gpasid: gpasidOf(hpasid),
        gpgd: hpasid,
        format: 1,
        addressWidth: 48,
        flags: 0,
      };
      if (run(bind) !== 0) wrong++;
    }
    expect(wrong).toBe(0);
    expect(instance.occupied(column('binding', 'pgd'))).toBe(4 * pasids);
    expect(instance.occupied(column('pasidEntry', 'pgd'))).toBe(4 * pasids);
    expect(instance.occupied(column('guestToHost', 'hpasid'))).toBe(pasids / 2);
  });

  it('tells cells by row, past 2^31 too', () => {
    const [last, device] = [pasids, 4 * vms];
    expect(instance.cell(column('binding', 'pgd'), (last - 1) * device + device - 1)).toBe(last);
    expect(instance.cell(column('pasidEntry', 'pgd'), (device - 1) * pasids + last - 1)).toBe(last);
    expect(instance.cell(column('pasidEntry', 'pgd'), last - 1)).toBe(0);
    expect(run({ kind: 'page_request', actor: device, pasid: last, grpid: 511 })).toBe(0);
    const row = ((device - 1) * pasids + last - 1) * 512 + 511;
    expect(row).toBeGreaterThan(2 ** 31);
    expect(instance.cell(column('pageRequest', 'pending'), row)).toBe(1);
    expect(instance.cell(column('pageRequest', 'pending'), row - 1)).toBe(0);
    expect(run({ kind: 'page_response', actor: vms, fd: vms, pasid: last, grpid: 511, code: 0 })).toBe(0);
    expect(instance.occupied(column('pageRequest', 'outstanding'))).toBe(0);
  });

  it('frees them all, by unbind or by reclaim, and is as after boot', () => {
    let wrong = 0;
    for (let hpasid = pasids; hpasid > 0; hpasid--) {
      const actor = vmOf(hpasid);
      if (hpasid % 3 === 0) wrong += run({ kind: 'vfio_unbind_gpasid', actor, container: actor, hpasid });
      wrong += run({ kind: 'ioasid_free', actor, hpasid });
      if (hpasid % 3 !== 0) wrong += run({ kind: 'ioasid_reclaim', actor: 0, hpasid });
    }
    expect(wrong).toBe(0);
    const left = layout.columns.filter(({ number }) => instance.occupied(number) !== 0);
    expect(left.map(({ table, name }) => `${table}.${name}`)).toEqual([
      'ioasidSet.type',
      'ioasidSet.token',
      'ioasidSet.quota',
      'deviceFd.device',
      'fdHolder.held',
    ]);
    expect(run({ kind: 'ioasid_alloc', actor: 2, set: 2 })).toBe(1);
  });
});
