import { describe, expect, it } from 'vitest';
import { instances } from '../../generators/instances.ts';
import { type Argument, args, pasidLimit, wrap } from '../../spec/arguments.ts';
import { Topology } from '../../spec/topology.ts';
import { twoGuests } from './topologies.ts';

const topologies = instances.map(({ name, topology }) => ({ name, topology: new Topology(topology) }));
const entries = Object.entries(args) as [keyof typeof args, Argument][];
const topology = new Topology(twoGuests);
const printed = ({ values, print }: Argument) => values(topology).map(print);

describe('the arguments of commands', () => {
  for (const { name, topology } of topologies) {
    it(`are read back from what they are printed as, each value by itself (${name})`, () => {
      for (const [argument, { values, print, parse }] of entries) {
        const all = values(topology);
        expect([argument, all.map((value) => parse(print(value)))]).toEqual([argument, all]);
        expect([argument, new Set(all.map(print)).size]).toEqual([argument, all.length]);
      }
    });

    it(`can all be asked about (${name})`, () => {
      const absent = entries.flatMap(([argument, { values, exists }]) =>
        values(topology)
          .filter((value) => !exists(topology, value))
          .map((value) => [argument, value]),
      );
      expect(absent).toEqual([]);
    });
  }

  it('include the ill-formed numbers that a user can send', () => {
    expect(printed(args.hpasid)).toEqual(['p1', 'p2', '0', '2^20', '2^32+p1', '2^32+p2']);
    expect(printed(args.gpasid)).toEqual(['none', 'g1', 'g2', '0', '2^20', '2^32+g1', '2^32+g2']);
    expect(printed(args.grpid)).toEqual(['prg0', 'prg1', '512']);
    expect(printed(args.set)).toEqual(['s0', 's1', 's2', 's3']);
    expect(printed(args.quota)).toEqual(['0', '1', '2', '3']);
    expect(printed(args.rawPasid)).toEqual(['1', '2', '0']);
    expect(printed(args.setType)).toEqual(['MM', 'NULL', '0', '3']);
    expect(printed(args.responseCode)).toEqual(['SUCCESS', 'INVALID', 'FAILURE', '3']);
  });

  it('name the kernel apart from the VMs', () => {
    expect(printed(args.principal)).toEqual(['vm1', 'vm2', 'kernel']);
    expect(printed(args.token)).toEqual(['vm1', 'vm2', 'none']);
  });

  it('send ids that live as more than 32 bits, and all others as no id', () => {
    expect(args.hpasid.parse('2^32+p2')).toBe(wrap + 2);
    expect(args.gpasid.parse('2^20')).toBe(pasidLimit);
    expect(args.hpasid.parse('p1048575')).toBe(pasidLimit - 1);
  });

  const nothing: Partial<Record<keyof typeof args, readonly string[]>> = {
    vm: ['', 'vm', 'vm0', 'vm01', 'vm-1', 'vm1 ', ' vm1', 'VM1', 'vm1e1', 'vm1.5', 'c1', 'vm1000000000000000'],
    kernel: ['', '0', 'vm0', 'toString', 'constructor'],
    principal: ['0', 'vm0', 'none'],
    set: ['s', 's-1', 's00', '0'],
    setType: ['1', '2', 'mm', '__proto__'],
    token: ['null', 'vm0', 'kernel'],
    quota: ['', '-1', '1.0', '01', 'all'],
    hpasid: ['', 'p0', 'p1048576', 'g1', '1', '2^32', '2^32+', '2^32+p0', '2^32+g1', 'none'],
    gpasid: ['g0', 'p1', '2^32+p1', 'null'],
    grpid: ['prg512', '0', 'prg', '511'],
    responseCode: ['0', 'success'],
    enabled: ['true', '1'],
  };
  for (const [name, texts] of Object.entries(nothing)) {
    it(`are not what names nothing: ${name} cannot be ${texts.map((text) => `“${text}”`).join(', ')}`, () => {
      const { parse } = args[name as keyof typeof args];
      expect(texts.filter((text) => parse(text) !== undefined)).toEqual([]);
    });
  }

  it('are printed somehow even where no text would be read back', () => {
    expect(args.hpasid.print(-1)).toBe('p-1');
    expect(args.setType.print(7)).toBe('7');
  });

  it('exist in a topology only if they name no object or one that it has', () => {
    const asked = (argument: Argument, ...values: (number | null)[]) =>
      values.map((value) => argument.exists(topology, value));
    expect(asked(args.vm, 0, 1, 2, 3)).toEqual([false, true, true, false]);
    expect(asked(args.principal, 0, 2, 3)).toEqual([true, true, false]);
    expect(asked(args.gpasid, null, 0, 2, 3, pasidLimit, wrap + 1)).toEqual([true, true, true, false, true, true]);
    expect(asked(args.hpasid, 0, 2, 3, pasidLimit)).toEqual([true, true, true, true]);
    expect(asked(args.grpid, 1, 2, 512)).toEqual([true, false, true]);
    expect(asked(args.set, 2, 3, 4)).toEqual([true, true, true]);
    expect(asked(args.quota, 0, 99)).toEqual([true, true]);
  });
});
