import { describe, expect, it } from 'vitest';
import { Encoder, encodedWords, opcodes } from '../../engine/encoding.ts';
import { fullGeometry } from '../../engine/geometry.ts';
import { spreadInjection } from '../../engine/injection.ts';
import { type Command, type CommandJson, commandFromJson, commandKinds } from '../../spec/commands.ts';
import { commands, topology } from './small-host.ts';

const encoder = new Encoder(spreadInjection(topology.sizes, fullGeometry));

function encoded(json: CommandJson): number[] {
  const words = new Int32Array(encodedWords);
  encoder.encode(commandFromJson(json), words, 0);
  return [...words];
}

describe('an encoded command', () => {
  it('starts with the number of its kind', () => {
    const kinds = commands.map((command) => {
      const words = new Int32Array(encodedWords);
      encoder.encode(command, words, 0);
      return words[0] === opcodes[command.kind];
    });
    expect(kinds.every((right) => right)).toBe(true);
    expect(new Set(Object.values(opcodes)).size).toBe(commandKinds.length);
  });

  it('carries a 64-bit PASID in two halves, the low one injected', () => {
    const unbind = { kind: 'vfio_unbind_gpasid', actor: 'vm1', container: 'c1' };
    expect(encoded({ ...unbind, hpasid: 'p2' }).slice(3, 5)).toEqual([2 ** 19 + 31, 0]);
    expect(encoded({ ...unbind, hpasid: '2^32+p2' }).slice(3, 5)).toEqual([2 ** 19 + 31, 1]);
    expect(encoded({ ...unbind, hpasid: '2^20' }).slice(3, 5)).toEqual([2 ** 20, 0]);
    expect(encoded({ ...unbind, hpasid: '0' }).slice(3, 5)).toEqual([0, 0]);
  });

  it('gives equal numbers to a host PASID, a guest PASID and a row that are equal', () => {
    const bind = { kind: 'vfio_bind_gpasid', actor: 'vm2', container: 'c2', hpasid: 'p2', gpasid: 'g2', gpgd: 'pgd1' };
    const row = encoded({ kind: 'page_request', actor: 'd1', pasid: '2', grpid: 'prg0' })[2];
    expect([encoded(bind)[3], encoded(bind)[6]]).toEqual([row, row]);
  });

  it('says by a flag whether a gpasid is given', () => {
    const bind = { kind: 'vfio_bind_gpasid', actor: 'vm2', container: 'c2', hpasid: 'p2', gpgd: 'pgd1' };
    expect(encoded({ ...bind, gpasid: 'none' }).slice(5, 8)).toEqual([0, 0, 0]);
    expect(encoded({ ...bind, gpasid: '0' }).slice(5, 8)).toEqual([1, 0, 0]);
  });

  it('keeps numbers that are no ids apart from those that stand for ids', () => {
    const low = (hpasid: number) => encoded({ kind: 'ioasid_free', actor: 'vm1', hpasid: `p${hpasid}` })[2] as number;
    const numbers = [1, 2, 3, 4, 2 ** 19 + 31, 2 ** 20 - 2, 2 ** 20 - 1].map(low);
    expect(numbers).toEqual([1, 2 ** 19 + 31, 2 ** 20 - 1, 4, 2, 2 ** 20 - 2, 3]);
    const crowded = new Encoder(spreadInjection({ ...topology.sizes, row: 2 ** 19 + 1000 }, fullGeometry));
    const words = new Int32Array(encodedWords);
    const images = Array.from({ length: 2 ** 20 }, (_, hpasid) => {
      crowded.encode({ kind: 'ioasid_free', actor: 1, hpasid } as Command, words, 0);
      return words[2] as number;
    });
    expect(new Set(images).size).toBe(2 ** 20);
  });

  it('lets no number of more than 32 bits pass for a small one', () => {
    const large = 2 ** 40 + 1;
    const set = { kind: 'ioasid_set_alloc', actor: 'kernel', type: 'MM', token: 'vm1', quota: String(large) };
    expect(encoded(set)[3]).toBe(2 ** 31 - 1);
    expect(encoded({ kind: 'page_request', actor: 'd1', pasid: String(large), grpid: 'prg0' })[2]).toBe(0);
    expect(encoded({ kind: 'ioasid_alloc', actor: 'vm1', set: `s${large}` })[2]).toBe(4096);
  });
});
