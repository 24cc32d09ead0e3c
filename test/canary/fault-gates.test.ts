import { describe, expect, it } from 'vitest';
import { faultMatrix } from '../../conformance/fault-matrix.ts';
import { identity } from '../../generators/instances/identity.ts';
import type { Stated } from '../../invariants/invariant.ts';
import { properties } from '../../invariants/properties.ts';
import { faultsJson } from '../../report/faults-json.ts';
import { designs } from '../../spec/designs/designs.ts';

const faults = designs.filter(({ name }) => ['fault/foreign-free', 'fault/no-quota'].includes(name));
const matrix = await faultMatrix({ instances: [identity], designs: faults, maxDepth: 6, onSearch: () => null });

/** What is wrong where one property says something else than it does. */
function failures(id: string, changed: Partial<Stated>): readonly string[] {
  const invariants = properties.map((each) => (each.id === id ? { ...each, ...changed } : each));
  return faultsJson(matrix, { depth: 6, instances: [identity.name], faults, invariants, all: false }).failures;
}

describe('the gate of faults', () => {
  it('is green on what was found', () => {
    expect(failures('ioasid/quota', {})).toEqual([]);
  });

  it('goes red on an invariant that claims a fault which it does not catch', () => {
    expect(failures('ioasid/quota', { catches: ['fault/no-quota', 'fault/foreign-free'] })).toEqual([
      'ioasid/quota claims fault/foreign-free and does not catch it within 6 commands',
    ]);
  });

  it('goes red on an invariant that no longer claims its fault', () => {
    expect(failures('ioasid/quota', { catches: [] })).toEqual([
      'fault/no-quota is claimed by no invariant, though caught by ioasid/quota',
    ]);
  });
});
