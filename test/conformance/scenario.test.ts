import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../conformance/scenario.ts';

const head = ['# A title', '', 'Source: nowhere', 'Host: identity', 'Design: golden', ''];
const alloc = '    ioasid_alloc(actor=vm1, set=s1) = p1';

const parse = (...lines: string[]) => parseScenario('a.scenario', lines.join('\n'));
const parseBelow = (...lines: string[]) => parse(...head, ...lines);

describe('a scenario', () => {
  it('has a title, a host, a design, and commands between prose', () => {
    const { title, design, topology, steps, stem, ending, lines } = parseBelow(
      'Prose that names `ioasid_alloc(actor, set)` in passing.',
      '',
      alloc,
      '      ioasid[p1].state: free → idle',
      '      ?',
      'More prose.',
      '    ioasid_free(actor=vm1, hpasid=p1) = ?',
      '',
    );
    expect([title, design.name, topology.vms.length, stem, ending]).toEqual(['A title', 'golden', 2, 2, null]);
    expect(steps).toEqual([
      {
        line: 8,
        end: 11,
        command: { kind: 'ioasid_alloc', actor: 1, set: 1 },
        answer: 1,
        below: ['      ioasid[p1].state: free → idle', '      ?'],
      },
      { line: 12, end: 13, command: { kind: 'ioasid_free', actor: 1, hpasid: 1 }, answer: null, below: [] },
    ]);
    expect(lines).toHaveLength(14);
  });

  it('may end in what it violates, after what is repeated for ever', () => {
    const { stem, ending, steps } = parseBelow(
      alloc,
      '    for ever:',
      alloc,
      '    violates ioasid/eventually-reclaimed: p1',
    );
    expect([stem, steps.length]).toEqual([1, 2]);
    expect(ending).toEqual({ line: 9, property: 'ioasid/eventually-reclaimed', broken: 'p1' });
  });

  it('may have several sources', () => {
    expect(parse(...head.slice(0, 3), 'Source: elsewhere', ...head.slice(3), alloc).steps).toHaveLength(1);
  });

  const without = (field: string) => head.filter((line) => !line.startsWith(field));
  const wrong: readonly (readonly [string, readonly string[]])[] = [
    ['1: a scenario begins with "# " and its title', ['A title']],
    ['5: a scenario has commands, indented by four blanks', head.slice(0, 5)],
    ['5: the field Host is missing', [...without('Host'), alloc]],
    ['5: the field Source is missing', [...without('Source'), alloc]],
    ['6: Host is said twice', [...head.slice(0, 5), 'Host: identity', '', alloc]],
    ['6: expected one of Source, Host, Design, a colon and a value', [...head.slice(0, 5), 'Date: 2017', '', alloc]],
    ['6: expected one of Source, Host, Design, a colon and a value', [...head.slice(0, 5), 'Prose', '', alloc]],
    ['4: there is no host "nowhere"', head.map((line) => line.replace('identity', 'nowhere'))],
    ['5: there is no design "gold"', head.map((line) => line.replace('golden', 'gold'))],
    ['7: a command is indented by four blanks', [...head, alloc.trim()]],
    ['7: a command is indented by four blanks', [...head, alloc.slice(1)]],
    ['7: what a command changed stands right below the command', [...head, `  ${alloc}`]],
    ['8: what a command changed stands right below the command', [...head, alloc, `     ioasid[p1]`]],
    [
      '7: expected a command and its answer, as in "ioasid_free(actor=vm1, hpasid=p1) = 0"',
      [...head, '    ioasid_alloc'],
    ],
    ['7: there is no command "ioasid_grab"', [...head, '    ioasid_grab(actor=vm1) = 0']],
    [`7: actor of ioasid_alloc cannot be undefined`, [...head, '    ioasid_alloc(set=s1) = p1']],
    ['7: this host has no such actor', [...head, alloc.replace('vm1', 'vm9')]],
    ['7: its answer cannot be "s1"', [...head, alloc.replace('= p1', '= s1')]],
    ['9: "for ever:" is said twice', [...head, alloc, '    for ever:', '    for ever:']],
    ['8: expected "violates", an id, a colon, and what is broken', [...head, alloc, '    violates ioasid/quota']],
    ['8: there is no invariant "ioasid/quotum"', [...head, alloc, '    violates ioasid/quotum: s1']],
    ['9: nothing comes after what the story violates', [...head, alloc, '    violates ioasid/quota: s1', alloc]],
  ];
  for (const [message, lines] of wrong) {
    it(`is not what is written wrongly: ${message}`, () => {
      expect(() => parse(...lines)).toThrow(`a.scenario:${message}`);
    });
  }
});
