import { describe, expect, it } from 'vitest';
import { identifier, Names, uniqueNames } from '../../../compile/export/names.ts';
import { layoutOf } from '../../../spec/schema/layout.ts';
import { enumeration, flag, optional, table } from '../../../spec/schema.ts';
import { bounds } from '../random-programs.ts';

describe('the names of an exported model', () => {
  it('are those of the tables, rows and fields, and of what they hold', () => {
    const schema = {
      host: table([], { mode: enumeration('off', 'free pending') }),
      entry: table(['vm', 'hpasid'], { set: optional('set'), row: optional('row'), stale: flag() }),
    };
    const names = new Names(layoutOf(schema, bounds));
    expect(names.cell(0)).toBe('host_mode');
    expect(names.code(0, 1)).toBe('host_mode_free_pending');
    expect(names.cell(6)).toBe('entry_vm2_p3_set');
    expect([0, 1, 2].map((code) => names.code(6, code))).toEqual(['none', 's0', 's1']);
    expect(names.cell(7)).toBe('entry_vm1_p1_row');
    expect(names.code(7, 1)).toBe('1');
    expect(names.code(13, 1)).toBe('1');
    expect(names.constants.map(({ name }) => name)).toEqual([
      'host_mode_off',
      'host_mode_free_pending',
      'none',
      's0',
      's1',
    ]);
  });

  it('are identifiers, each another one', () => {
    expect(identifier('(a=1, b) = -2')).toBe('a_1_b_2');
    expect(uniqueNames(['a b', 'a=b', 'c', 'a/b'])).toEqual(['a_b', 'a_b_2', 'c', 'a_b_3']);
  });
});
