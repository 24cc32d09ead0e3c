import { describe, expect, it } from 'vitest';
import { shrink, type Trial } from '../../conformance/shrink.ts';
import { type Command, commandFromJson, printCommand } from '../../spec/commands.ts';

const alloc = (vm: number): Command => commandFromJson({ kind: 'ioasid_alloc', actor: `vm${vm}`, set: 's1' });
const free = (hpasid: string): Command => commandFromJson({ kind: 'ioasid_free', actor: 'vm1', hpasid });
const bind = (hpasid: string, gpasid: string): Command =>
  commandFromJson({ kind: 'vfio_bind_gpasid', actor: 'vm1', container: 'c1', hpasid, gpasid, gpgd: 'pgd1' });

const setAlloc = (token: string): Command =>
  commandFromJson({ kind: 'ioasid_set_alloc', actor: 'kernel', type: 'MM', token, quota: '1' });

/** A host that hands out PASIDs and sets in order and differs when a test says so. */
function host(differs: (command: Command, taken: readonly Command[]) => boolean, atEnd = false): () => Trial {
  return () => {
    const next = { ioasid_alloc: 1, ioasid_set_alloc: 1 };
    const taken: Command[] = [];
    return {
      take: (command) => {
        taken.push(command);
        const { kind } = command;
        const answer = kind === 'ioasid_alloc' || kind === 'ioasid_set_alloc' ? next[kind]++ : 0;
        return { answer, differs: differs(command, taken) };
      },
      differsAtEnd: () => atEnd && taken.some(({ kind }) => kind === 'ioasid_free'),
    };
  };
}
const printed = (commands: readonly Command[]) => commands.map(printCommand);

describe('shrinking', () => {
  it('leaves out all that the difference does not need, and renames PASIDs to what is left', () => {
    const long = [...Array.from({ length: 40 }, (_, index) => alloc(1 + (index % 3))), bind('p38', 'g38'), free('p2')];
    const ofVm2 = (taken: readonly Command[]) => taken.some((command) => 'actor' in command && command.actor === 2);
    const { commands, trials } = shrink(
      long,
      host(({ kind }, taken) => kind === 'vfio_bind_gpasid' && ofVm2(taken)),
    );
    expect(printed(commands)).toEqual([
      'ioasid_alloc(actor=vm2, set=s1)',
      'vfio_bind_gpasid(actor=vm1, container=c1, hpasid=p1, gpasid=g1, gpgd=pgd1)',
    ]);
    expect(trials).toBeGreaterThan(5);
  });

  it('renames sets too', () => {
    const ofSet = commandFromJson({ kind: 'ioasid_alloc', actor: 'vm2', set: 's2' });
    const { commands } = shrink(
      [setAlloc('vm1'), setAlloc('vm2'), ofSet],
      host(({ kind }) => kind === 'ioasid_alloc'),
    );
    expect(printed(commands)).toEqual([
      'ioasid_set_alloc(actor=kernel, type=MM, token=vm2, quota=1)',
      'ioasid_alloc(actor=vm2, set=s1)',
    ]);
  });

  it('keeps the wrong part of a number that names a PASID plus 2^32', () => {
    const long = [alloc(1), alloc(1), alloc(1), free('2^32+p3')];
    const { commands } = shrink(
      long,
      host(({ kind }) => kind === 'ioasid_free'),
    );
    expect(printed(commands)).toEqual(['ioasid_alloc(actor=vm1, set=s1)', 'ioasid_free(actor=vm1, hpasid=2^32+p1)']);
  });

  it('lets a gpasid that equalled a PASID stand for itself', () => {
    const long = [alloc(1), alloc(1), bind('p1', 'g2')];
    const { commands } = shrink(
      long,
      host(({ kind }) => kind === 'vfio_bind_gpasid'),
    );
    expect(printed(commands).at(-1)).toBe('vfio_bind_gpasid(actor=vm1, container=c1, hpasid=p1, gpasid=g2, gpgd=pgd1)');
    expect(commands).toHaveLength(2);
  });

  it('finds what shows only at the end of a sequence', () => {
    const { commands } = shrink(
      [alloc(1), free('p7'), alloc(2)],
      host(() => false, true),
    );
    expect(printed(commands)).toEqual(['ioasid_free(actor=vm1, hpasid=p7)']);
  });

  it('has nothing to do where nothing is needed', () => {
    expect(
      shrink(
        [],
        host(() => true),
      ).commands,
    ).toEqual([]);
  });
});
