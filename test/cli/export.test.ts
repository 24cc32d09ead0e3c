import { describe, expect, it } from 'vitest';
import { readMurphi } from '../compile/export/read-murphi.ts';
import { tiny, type } from './prompt.ts';

describe('vsva export', () => {
  it('prints a model of an instance in the language that is asked for', async () => {
    const { code, out, err } = await type('export murphi tiny');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^-- The host of the instance tiny, design golden\.\n/);
    const { distinct } = tiny.counts;
    expect(out).toContain(`-- Expected: ${distinct} distinct state`);
    const { rules, violations } = readMurphi(out);
    expect(rules.map(({ name }) => name)).toContain('ioasid_alloc(actor=vm1, set=s1) = p1');
    expect(violations.has('host/failure-changes-nothing')).toBe(true);
    expect((await type('export promela tiny')).out).toContain('\nactive proctype model() {\n');
    expect((await type('export tla tiny')).out).toMatch(/^---- MODULE tiny ----\n/);
  });

  it('exports other designs and bounds, of which no counts are known, and the invariants that are named', async () => {
    const { code, out } = await type('export murphi tiny --design vfio-v1 --bound grpids=2 --inv iommu/entry-owner');
    expect(code).toBe(0);
    expect(out).toMatch(/^-- The host of the instance tiny, design vfio-v1, bounds grpids=2\.\n/);
    expect(out).not.toContain('Expected');
    expect(out).toContain('_prg1_pending');
    expect([...readMurphi(out).violations.keys()]).toEqual(['iommu/entry-owner']);
  });

  it.each([
    ['export', 'export takes a language and an instance'],
    ['export murphi', 'export takes a language and an instance'],
    ['export murphi tiny identity', 'export takes a language and an instance'],
    ['export murfi tiny', 'unknown language "murfi"; known: murphi, promela, tla'],
    ['export tla tini', 'unknown instance "tini"; did you mean "tiny"?'],
    ['export tla tiny --design goldn', 'unknown design "goldn"; did you mean "golden"?'],
    ['export tla tiny --bound hpasid=1', 'unknown bound "hpasid"; did you mean "hpasids"?'],
    ['export tla tiny --bound hpasids=0', 'bound hpasids is a whole number from 1 to 1048575, not 0'],
    [
      'export tla tiny --inv iommu/entry-owners',
      'unknown invariant "iommu/entry-owners"; did you mean "iommu/entry-owner"?',
    ],
  ])('refuses %s', async (line, message) => {
    expect(await type(line)).toEqual({ code: 64, out: '', err: `vsva: ${message}\n` });
  });
});
