import { describe, expect, it } from 'vitest';
import { explainText } from '../../report/explain-text.ts';
import { type Explanation, explanations } from '../../report/explanation.ts';

const all = explanations();
const of = (id: string): string[] => explainText(all.find((each) => each.id === id) as Explanation).split('\n');

describe('everything that can be explained', () => {
  it('has an id of its own', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it('is explained in words', () => {
    for (const explanation of all) {
      const lines = explainText(explanation).trimEnd().split('\n');
      expect(lines[0], explanation.id).toContain(explanation.id);
      expect(lines.length, explanation.id).toBeGreaterThan(2);
      expect(lines.slice(1).join('\n'), explanation.id).not.toMatch(/undefined|NaN|\[object/);
    }
  });
});

describe('the explanation', () => {
  it('of a rule has its errno, its clause, its place and its source', () => {
    expect(of('ioasid/alloc-over-quota')).toEqual([
      'rule ioasid/alloc-over-quota: -ENOSPC',
      '  the set holds as many PASIDs as its quota.',
      'refuses ioasid_alloc, number 2 in order of precedence',
      'source: Jacob Pan, "IOASID extensions for guest SVA", 2021-02-27: [PATCH V4',
      '  05/18] Redefine IOASID set and allocation APIs',
      '',
    ]);
  });

  it('of a command has its arguments, and its refusals in order', () => {
    expect(of('ioasid_alloc').slice(0, 9)).toEqual([
      'command ioasid_alloc(actor, set)',
      "  Allocates a host PASID out of the caller's set.",
      'arguments:',
      '  actor  who asks: a VM (its process), or the kernel',
      '  set    an ioasid_set, or the first number past them',
      'answers the host PASID, or is refused (the first that applies):',
      '  -EINVAL  ioasid/alloc-not-own-set  the caller has no such set',
      '  -ENOSPC  ioasid/alloc-over-quota   the set holds as many PASIDs as its quota',
      '  -ENOSPC  ioasid/alloc-none-free    no host PASID is free',
    ]);
    expect(of('inject_bind_failure')).toContain('answers 0; nothing refuses it');
    expect(of('ioasid_set_alloc')).toContain('answers the number of the set, or is refused (the first that applies):');
  });

  it('of an invariant has its sentence and the designs that it must catch', () => {
    const lines = of('ioasid/quota');
    expect(lines[0]).toMatch(/^invariant ioasid\/quota \(\w+, of every (state|step)\)$/);
    expect(lines).toContain('must catch: fault/no-quota, fault/over-capacity');
  });

  it('of a leads-to property says that it is of runs', () => {
    const lines = of('ioasid/eventually-reclaimed');
    expect(lines[0]).toBe('invariant ioasid/eventually-reclaimed (L2, of every fair run)');
    expect(lines).toContain('must catch: fault/reclaim-waits, fault/reference-kept');
  });

  it('of a design has the switches that it turns and the invariants that must catch it', () => {
    expect(of('fault/no-quota')).toEqual([
      'fault/no-quota',
      '  an allocation ignores the quota.',
      'quota  checked → unchecked',
      'must be caught by: ioasid/quota',
      'source: Jacob Pan, "IOASID extensions for guest SVA", 2021-02-27: [PATCH V4',
      '  05/18] Redefine IOASID set and allocation APIs',
      '',
    ]);
    expect(of('golden').slice(0, 2)).toEqual(['design golden', '  the decided design: what a correct host does.']);
    expect(of('vfio-v1')[0]).toBe('design vfio-v1');
  });

  it('of an instance has its topology, its counts and what must be possible on it', () => {
    const text = of('identity').join('\n');
    expect(text).toContain('instance identity\n');
    expect(text).toContain('VMs: vm1 (identity');
    expect(text.replaceAll('\n  ', ' ')).toContain('c1 (vm1, nesting: d1; d2), c2 (vm2, nesting: d3)');
    expect(text.replaceAll('\n  ', ' ')).toContain('f1 (d2, held by vm1, vm2)');
    expect(text).toMatch(/bounds: hpasids=\d/);
    expect(text).toMatch(/counts: [\d,]+ distinct, [\d,]+ generated, depth \d+/);
    expect(text).toContain('possible on it: vfio/bound-across-domains');
    expect(of('large').join('\n')).toContain('Too large to be exhausted.');
  });

  it('of a host says which sets there are from boot, and which containers are empty or not nesting', () => {
    const topology = {
      vms: [{ pasidSpace: 'guest-owned', quota: 4 }],
      containers: [{ vm: 1, nesting: false, domains: [] }],
      fds: [],
      hpasids: 1,
      gpasids: 1,
      pgds: 1,
      grpids: 1,
      sets: 1,
      capacity: 4,
      hostQuota: 0,
    } as const;
    const host = { kind: 'instance', id: 'x', purpose: 'a test', topology, counts: null, witnesses: [] } as const;
    expect(explainText(host).split('\n')).toEqual([
      'instance x',
      '  a test.',
      'VMs: vm1 (guest-owned, a set of 4 from boot)',
      'containers, with the devices of each domain: c1 (vm1, not nesting: no device)',
      'bounds: hpasids=1, gpasids=1, pgds=1, grpids=1, sets=1, capacity=4, hostQuota=0',
      'Too large to be exhausted.',
      '',
    ]);
  });

  it('of an invariant that follows from others says so', () => {
    expect(of('ioasid/no-handover-while-carried').join(' ')).toContain('follows from host/success-is-complete, ');
  });

  it('of a witness has its sentence and where it must be found', () => {
    const [first, sentence, ...where] = of('vfio/bound-across-domains');
    expect(first).toBe('witness vfio/bound-across-domains (a step that must be possible)');
    expect(sentence).toBe('  One bind reaches devices in two domains.');
    expect(where.join(' ')).toMatch(/^must be found on: identity, guest-owned, /);
  });
});
