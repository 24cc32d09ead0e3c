import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { properties } from '../../invariants/properties.ts';
import { faults } from '../../spec/designs/faults.ts';
import { readFiles } from './sources.ts';

const catalogue = readFileSync('docs/invariants.md', 'utf8');
const listed = [...catalogue.matchAll(/^\| ([A-Z]\d+) \|/gm)].map(([, property]) => property);

describe('the documents', () => {
  it('state every property that an invariant checks, and no other', () => {
    const checked = properties.flatMap(({ property }) => property.split(', '));
    expect([...new Set(checked)].toSorted()).toEqual(listed.toSorted());
  });

  it('list every fault of the catalogue that a seeded fault reproduces', () => {
    const known = [...readFileSync('docs/faults.md', 'utf8').matchAll(/^\| (SF-[A-Z]\d+) \|/gm)].map(([, id]) => id);
    const seeded = faults.flatMap(({ about }) => about.match(/SF-[A-Z]\d+/g) ?? []);
    expect([...new Set(seeded)].toSorted()).toEqual(known.toSorted());
  });

  it('name only files that exist', () => {
    const named = readFiles('docs', ['.md']).flatMap(({ path, text }) =>
      [...text.matchAll(/`((?:[\w-]+\/)+[\w.-]+\.(?:ts|md))`/g)].map(([, file]) => ({ path, file: file as string })),
    );
    expect(named.filter(({ file }) => !existsSync(file) && !existsSync(`docs/${file}`))).toEqual([]);
  });

  it('are pointed to by decisions that exist', () => {
    const cited = readFiles('.', ['.ts']).flatMap(({ text }) => [...text.matchAll(/docs\/decisions\/(\d{4})/g)]);
    const decisions = readFiles('docs/decisions', ['.md']).map(({ path }) => path);
    for (const [, number] of cited) expect(decisions.some((path) => path.includes(number as string))).toBe(true);
  });
});
