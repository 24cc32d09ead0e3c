import { describe, expect, it } from 'vitest';
import { instances } from '../../generators/instances.ts';
import { commandsWithin } from '../../generators/within.ts';
import {
  argumentsOf,
  commandFromJson,
  commandKinds,
  commandOf,
  commandSpecs,
  commandToJson,
  missingObject,
  parseAnswer,
  parseCommand,
  printAnswer,
  printCommand,
  rules,
} from '../../spec/commands.ts';
import { errnoNumbers } from '../../spec/errno.ts';
import { Topology } from '../../spec/topology.ts';
import { twoGuests } from './topologies.ts';

/** What a bind says of the guest's page table if it says nothing. */
const usual = { format: 1, addressWidth: 48, flags: 0 };
const bind = commandOf('vfio_bind_gpasid', [1, 1, 2, 1, 1]);

describe('the commands', () => {
  it('are named by their kind, say what they do, cite a source, and begin with who acts', () => {
    for (const kind of commandKinds) {
      const { kind: named, summary, sources, args } = commandSpecs[kind];
      expect(named).toBe(kind);
      expect(summary).toMatch(/^[A-Z].*\.$/);
      expect(sources.length).toBeGreaterThan(0);
      expect(Object.keys(args)[0]).toBe('actor');
    }
  });

  it('have their rules told apart by ids that begin with a subsystem, each with an errno and a source', () => {
    const ids = rules.map(({ id }) => id);
    expect(ids.filter((id) => !/^(ioasid|vfio|iommu|page-request|guest)\/[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual(
      [],
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(rules.filter(({ sources }) => sources.length === 0)).toEqual([]);
    expect(rules.filter(({ errno }) => !Object.hasOwn(errnoNumbers, errno))).toEqual([]);
    expect(rules.filter(({ because }) => !/^[a-z0-9].*[^.]$/.test(because))).toEqual([]);
  });

  it('have all their rules in one list, in order', () => {
    expect(rules).toEqual(commandKinds.flatMap((kind) => [...commandSpecs[kind].rules]));
  });
});

describe('a command', () => {
  it('is a record of its kind and its arguments', () => {
    expect(bind).toEqual({ kind: 'vfio_bind_gpasid', actor: 1, container: 1, hpasid: 2, gpasid: 1, gpgd: 1, ...usual });
    expect(argumentsOf(bind)).toEqual([1, 1, 2, 1, 1, 1, 48, 0]);
  });

  it('is printed as a call', () => {
    expect(printCommand(bind)).toBe('vfio_bind_gpasid(actor=vm1, container=c1, hpasid=p2, gpasid=g1, gpgd=pgd1)');
    expect(printCommand(commandOf('page_response', [2, 1, 2 ** 32 + 1, 512, 2]))) //
      .toBe('page_response(actor=vm2, fd=f1, pasid=2^32+p1, grpid=512, code=FAILURE)');
    expect(printCommand(commandOf('ioasid_set_alloc', [0, 2, null, 0]))) //
      .toBe('ioasid_set_alloc(actor=kernel, type=MM, token=none, quota=0)');
  });

  it('is printed without what is as usual, and with what is not', () => {
    const wide = commandOf('vfio_bind_gpasid', [1, 1, 2, 1, 1, 1, 57, 128]);
    const printed =
      'vfio_bind_gpasid(actor=vm1, container=c1, hpasid=p2, gpasid=g1, gpgd=pgd1, addressWidth=57, flags=0x80)';
    expect(printCommand(wide)).toBe(printed);
    expect(parseCommand(printed)).toEqual(wide);
  });

  it('is written in JSON with its arguments as they are printed', () => {
    expect(commandToJson(bind)).toEqual({
      kind: 'vfio_bind_gpasid',
      actor: 'vm1',
      container: 'c1',
      hpasid: 'p2',
      gpasid: 'g1',
      gpgd: 'pgd1',
    });
  });

  for (const { name, topology } of instances) {
    it(`is read back from its JSON, whichever it is of the instance ${name}`, () => {
      const commands = commandsWithin(new Topology(topology));
      expect(commands.map((command) => commandFromJson(JSON.parse(JSON.stringify(commandToJson(command)))))) //
        .toEqual(commands);
      expect(new Set(commands.map(printCommand)).size).toBe(commands.length);
    });
  }

  const json = commandToJson(bind);
  const wrong: readonly (readonly [unknown, string])[] = [
    [null, 'a command is an object'],
    ['ioasid_free', 'a command is an object'],
    [{}, 'there is no command undefined'],
    [{ kind: 7 }, 'there is no command 7'],
    [{ kind: 'ioasid_drop' }, 'there is no command "ioasid_drop"'],
    [{ kind: 'toString' }, 'there is no command "toString"'],
    [{ ...json, version: '0' }, 'vfio_bind_gpasid has no argument "version"'],
    [{ ...json, flags: '1' }, 'flags of vfio_bind_gpasid cannot be "1"'],
    [{ ...json, flags: 0 }, 'flags of vfio_bind_gpasid cannot be 0'],
    [{ ...json, gpgd: undefined }, 'gpgd of vfio_bind_gpasid cannot be undefined'],
    [{ ...json, hpasid: 2 }, 'hpasid of vfio_bind_gpasid cannot be 2'],
    [{ ...json, hpasid: 'g2' }, 'hpasid of vfio_bind_gpasid cannot be "g2"'],
  ];
  for (const [value, message] of wrong) {
    it(`is not what JSON says wrongly: ${message}`, () => {
      expect(() => commandFromJson(value)).toThrow(message);
    });
  }

  it('is read back from what it is printed as, whatever the order of its arguments', () => {
    expect(parseCommand(printCommand(bind))).toEqual(bind);
    const alloc = 'ioasid_alloc(set=s1, actor=kernel)';
    expect(printCommand(parseCommand(alloc))).toBe('ioasid_alloc(actor=kernel, set=s1)');
  });

  it.each([
    ['ioasid_alloc', '"ioasid_alloc" is not written as a command is'],
    ['ioasid_alloc()', 'ioasid_alloc has no argument ""'],
    ['ioasid_alloc(actor)', 'actor of ioasid_alloc cannot be undefined'],
    ['ioasid_alloc(actor=vm1, set=s1, actor=vm2)', 'actor is given twice'],
    ['ioasid_alloc(kind=ioasid_free)', 'kind is given twice'],
    ['ioasid_alloc(actor=vm1, set=p1)', 'set of ioasid_alloc cannot be "p1"'],
  ])('is not what is written wrongly: %s', (text, message) => {
    expect(() => parseCommand(text)).toThrow(message);
  });

  it('may name an object that a topology does not have; the first such argument is told', () => {
    const missing = [
      bind,
      { ...bind, container: 3, gpgd: 9 },
      { ...bind, gpgd: 9 },
      { ...bind, gpasid: 3 },
      { ...bind, gpasid: 0 },
      { ...bind, hpasid: 77 },
    ].map((command) => missingObject(new Topology(twoGuests), command as typeof bind));
    expect(missing).toEqual([null, 'container', 'gpgd', 'gpasid', null, null]);
  });
});

describe('an answer', () => {
  const alloc = commandOf('ioasid_alloc', [1, 1]);
  const setAlloc = commandOf('ioasid_set_alloc', [0, 2, 1, 1]);
  const find = commandOf('ioasid_find', [0, 1, 1, 0]);

  it('is printed as an errno, as 0, or as the id that was chosen', () => {
    const { EBUSY } = errnoNumbers;
    expect([printAnswer(bind, -EBUSY), printAnswer(bind, 0), printAnswer(alloc, 2), printAnswer(setAlloc, 1)]) //
      .toEqual(['-EBUSY', '0', 'p2', 's1']);
    expect([printAnswer(find, 0), printAnswer(find, 2)]).toEqual(['NULL', 'data2']);
  });

  it('is read back from what it is printed as', () => {
    for (const command of [bind, alloc, setAlloc, find]) {
      const answers = [-errnoNumbers.ENOSPC, 0, 1, 12];
      expect(answers.map((answer) => parseAnswer(command, printAnswer(command, answer)))).toEqual(answers);
    }
  });

  it('is not what names none', () => {
    expect(['p', 'p01', 's1', '1', 'EBUSY', '-EIO', ''].map((text) => parseAnswer(alloc, text))) //
      .toEqual(Array(7).fill(undefined));
    expect(parseAnswer(bind, 'p1')).toBe(undefined);
  });
});
