/**
 * What real code and a reference model were seen to answer, 129 sequences in all: each is told by a scenario or asked of the
 * allocator, or concerns nothing that the host has, for the reason that stands here.
 */
import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sequences } from './allocator-sequences.ts';

interface Untold {
  readonly fact: string;
  readonly count: number;
  readonly because: string;
}

interface Origin {
  readonly from: string;
  readonly observed: number;
  /** How many sequences of it each scenario tells. */
  readonly told: Readonly<Record<string, number>>;
  /** How many are asked of the allocator of host PASIDs. */
  readonly allocated: number;
  readonly untold: readonly Untold[];
}

const count = (list: typeof sequences) => list.reduce((sum, { sequences: asked }) => sum + asked.length, 0);
const ofIoasid = ({ of }: (typeof sequences)[number]) => of.includes('ioasid.c');

const origins: readonly Origin[] = [
  {
    from: 'the allocator of PASIDs of Linux 6.1, and the test drivers of the series on sets and guest binds',
    observed: 32,
    told: {
      'free-of-an-unknown-number': 1,
      'sets-share-one-number-space': 1,
      'anyone-may-free': 1,
      'one-set-per-process': 1,
      'two-guest-names': 2,
      'host-without-a-set': 1,
      'bind-once': 3,
      'guest-invalidations': 1,
    },
    allocated: count(sequences.filter(ofIoasid)),
    untold: [
      {
        fact: 'allocators that somebody registers in place of the usual one',
        count: 12,
        because: 'the host has one allocator; a virtual command asks the host, and none is registered',
      },
      {
        fact: 'private data behind a number, and who is told it',
        count: 5,
        because:
          'what a number stands for is in the tables of those who use it; whose it is, is asked by every command',
      },
      { fact: 'number 0, and numbers of 32 bits', count: 1, because: 'they are no PASIDs: every command refuses them' },
      { fact: 'a process bound to a device', count: 1, because: 'no guest and no VMM have part in it' },
    ],
  },
  {
    from: 'the allocators of numbers of Linux 7.2, in their own tests',
    observed: 75,
    told: {},
    allocated: count(sequences.filter((each) => !ofIoasid(each))),
    untold: [
      { fact: 'numbers without an object behind them', count: 4, because: 'a host PASID is held or free' },
      {
        fact: 'reserved entries, and what reads them',
        count: 4,
        because: 'the host has no table of objects to look in',
      },
      { fact: 'claiming an entry, comparing and swapping one', count: 2, because: 'the same' },
      {
        fact: 'the first number held in a range',
        count: 3,
        because: 'no command tells of PASIDs that it is not given',
      },
      { fact: 'another object behind a number', count: 1, because: 'a host PASID is held or free' },
      { fact: 'walking over all numbers in order', count: 3, because: 'no command walks' },
    ],
  },
  {
    from: 'the page request queue of the RISC-V IOMMU reference model',
    observed: 22,
    told: { 'a-ring-of-three-places': 9, 'a-response-nobody-asked-for': 1 },
    allocated: 0,
    untold: [
      {
        fact: 'the unit off or passing through, a device without context or without its request interface',
        count: 6,
        because: 'devices of a host are set up once, when they are attached',
      },
      { fact: 'a queue that is switched off, or whose memory fails', count: 3, because: 'the queue runs from boot on' },
      { fact: 'a request of a device that nobody knows', count: 1, because: 'no such device sends anything here' },
      {
        fact: 'which bits a record keeps of a request without PASID',
        count: 1,
        because: 'it is bad whatever they are',
      },
      {
        fact: 'an overflow that is cleared while the queue is full',
        count: 1,
        because: 'the thread clears it when the queue is empty, and not before',
      },
    ],
  },
];

describe('of what was observed', () => {
  for (const { from, observed, told, allocated, untold } of origins) {
    it(`everything is told, or it is said why not: ${from}`, () => {
      const sum = (counts: readonly number[]) => counts.reduce((total, each) => total + each, 0);
      expect(sum([...Object.values(told), allocated, ...untold.map((each) => each.count)])).toBe(observed);
      for (const name of Object.keys(told)) expect(existsSync(`scenarios/observed/${name}.scenario`)).toBe(true);
    });
  }

  it('every scenario is accounted for', () => {
    const files = readdirSync('scenarios/observed').map((file) => file.replace('.scenario', ''));
    expect(origins.flatMap(({ told }) => Object.keys(told)).toSorted()).toEqual(files.toSorted());
  });
});
