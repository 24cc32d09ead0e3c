import { describe, expect, it } from 'vitest';
import { catalogue, type Kind, kinds } from '../../report/catalogue.ts';
import { listJson, listText } from '../../report/list-report.ts';

describe('a list', () => {
  it('names the kinds of things, and how many there are of each', () => {
    const json = listJson(null);
    expect(json).toMatchObject({ schema: 'vsva/list/1', kind: 'kinds' });
    expect(json.entries.map(({ id }) => id)).toEqual([
      'rules',
      'commands',
      'invariants',
      'instances',
      'designs',
      'faults',
    ]);
    expect(json.entries[4]).toEqual({
      id: 'designs',
      count: catalogue.designs.entries.length,
      about: 'the golden design, and designs that were proposed',
    });
    expect(listText(json)).toMatch(/^commands +\d+ {2}what can be asked of the host$/m);
  });

  it.each(kinds)('of %s has one line for each', (kind: Kind) => {
    const json = listJson(kind);
    expect(json.kind).toBe(kind);
    expect(json.entries.length).toBeGreaterThan(1);
    const lines = listText(json).trimEnd().split('\n');
    expect(lines).toHaveLength(json.entries.length);
    lines.forEach((line, place) => {
      expect(line.startsWith(`${json.entries[place]?.id}  `)).toBe(true);
    });
  });

  it('of rules has errno, command and clause', () => {
    expect(listText(listJson('rules'))).toMatch(
      /^vfio\/bind-free-pending +EBUSY +vfio_bind_gpasid +the host PASID waits to be freed$/m,
    );
  });

  it('of invariants has the leads-to properties among them', () => {
    expect(listText(listJson('invariants'))).toMatch(/^ioasid\/eventually-reclaimed +run +Every host PASID/m);
  });

  it('of instances says what each is for', () => {
    expect(listText(listJson('instances'))).toMatch(/^large +run +16 VMs, 64 devices, 2\^16 host PASIDs; page/m);
    expect(listText(listJson('instances'))).toMatch(/^identity +check +identity mapping/m);
  });

  it('of designs leaves the faults to their own', () => {
    expect(listJson('designs').entries.map(({ id }) => id)).toContain('vfio-v1');
    expect(listJson('designs').entries.some(({ id }) => id.startsWith('fault/'))).toBe(false);
    expect(listJson('faults').entries.every(({ id }) => id.startsWith('fault/'))).toBe(true);
  });
});
