import { describe, expect, it } from 'vitest';
import { configurationB, configurationF, configurationP } from '../../../bench/protocol/configuration.ts';
import { symmetricMurphi } from '../../../bench/protocol/symmetric-murphi.ts';

const rulesOf = (text: string) => [...text.matchAll(/^rule "([^"]+)"/gm)].map(([, name]) => name as string);

describe('the benchmark protocol in Murphi with a scalarset', () => {
  it('names no host PASID by its number', () => {
    const text = symmetricMurphi(configurationF);
    expect(text).toContain('type PASID: scalarset(3);');
    expect(text).not.toMatch(/\b(?:owner|entry\d|cached\d)\[\d/);
  });

  it('has a rule for each command and one for violations, whatever the number of host PASIDs', () => {
    const rules = rulesOf(symmetricMurphi(configurationF));
    // 3 devices: 7 with a PASID and 3 without; VMs: 5 and 6 with a PASID, 2 without.
    expect(rules).toHaveLength(3 * 10 + 5 + 6 + 2 * 2 + 1);
    expect(new Set(rules).size).toBe(rules.length);
    expect(rulesOf(symmetricMurphi(configurationB))).toEqual(rules);
    expect(rulesOf(symmetricMurphi(configurationP))).toHaveLength(rules.length + 3 * 4);
  });

  it('asks for the quota only where there are more host PASIDs than that', () => {
    expect(symmetricMurphi(configurationF)).toContain('exists q: PASID do q != p & owner[q] != 1 end');
    expect(symmetricMurphi(configurationB)).not.toContain('exists');
  });
});
