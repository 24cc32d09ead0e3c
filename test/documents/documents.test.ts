/** Documents that are written from the specification. `npm run documents` writes them again; here they are compared. */
import { describe, expect, it } from 'vitest';
import { aboutOf, decisionRecords, designsDocument, recordsOf, switchNames } from './designs-document.ts';
import { rulesDocument } from './rules-document.ts';

/** A document, as seen from the compiled test. */
const document = (name: string): string => `../../../docs/${name}`;

describe('what is written from the specification', () => {
  it('docs/rules.md has every command and every rule', async () => {
    await expect(rulesDocument()).toMatchFileSnapshot(document('rules.md'));
  });

  it('docs/designs.md has every switch', async () => {
    await expect(designsDocument()).toMatchFileSnapshot(document('designs.md'));
  });
});

describe('a switch', () => {
  it('says what it decides', () => {
    expect(switchNames.filter((name) => aboutOf(name) === undefined)).toEqual([]);
  });

  it('has a decision that names it, or a fault that turns it', () => {
    expect(switchNames.filter((name) => recordsOf(name).length === 0)).toEqual([]);
  });
});

describe('a record of a decision', () => {
  for (const { file, text } of decisionRecords) {
    it(`says what was decided and why, what else was possible, and what it prevents: ${file}`, () => {
      expect(text).toMatch(/^# \d{4}: /);
      for (const part of ['Context', 'Decision', 'Alternatives']) expect(text).toContain(`\n**${part}.** `);
      expect(text).toMatch(/\n\*\*Faults? (?:it|they) prevents?\.\*\* /);
    });
  }
});
