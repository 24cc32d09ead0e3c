import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  type Counterexample,
  counterexampleToJson,
  isToken,
  parseCounterexample,
  tokenOf,
  topologyOf,
} from '../../conformance/counterexample.ts';
import { commandFromJson } from '../../spec/commands.ts';

const counterexample: Counterexample = {
  invariant: 'iommu/entry-owner',
  instance: 'identity',
  bounds: { hpasids: 3 },
  design: 'vfio-v1',
  moves: [
    {
      command: commandFromJson({ kind: 'ioasid_set_alloc', actor: 'kernel', type: 'MM', token: 'vm1', quota: '0' }),
      answer: 1,
    },
    { command: commandFromJson({ kind: 'ioasid_alloc', actor: 'vm1', set: 's1' }), answer: 3 },
    { command: commandFromJson({ kind: 'ioasid_free', actor: 'vm1', hpasid: '2^32+p1' }), answer: -22 },
    { command: commandFromJson({ kind: 'ioasid_reclaim', actor: 'kernel', hpasid: 'p1' }), answer: null },
  ],
};
const json = counterexampleToJson(counterexample);
const withField = (field: string, value: unknown): string => JSON.stringify({ ...json, [field]: value });
const withStep = (step: unknown): string => withField('steps', [step]);
const alloc = { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' };

describe('a counterexample', () => {
  it('is the same after a way through JSON and through a token', () => {
    expect(parseCounterexample(JSON.stringify(json))).toEqual(counterexample);
    expect(isToken(tokenOf(counterexample))).toBe(true);
    expect(tokenOf(counterexample)).toMatch(/^vsva1\.[\w-]+$/);
    expect(parseCounterexample(tokenOf(counterexample))).toEqual(counterexample);
  });

  it('writes ids and answers as they are printed', () => {
    expect(json['steps']).toContainEqual({ command: alloc, answer: 'p3' });
    expect(json['steps']).toContainEqual({
      command: { kind: 'ioasid_free', actor: 'vm1', hpasid: '2^32+p1' },
      answer: '-EINVAL',
    });
  });

  it('of a difference has no invariant', () => {
    expect(parseCounterexample(withField('invariant', null)).invariant).toBeNull();
  });

  it('knows the host it is about, with its bounds', () => {
    expect(topologyOf(counterexample).sizes.hpasid).toBe(3);
    expect(topologyOf({ ...counterexample, bounds: {} }).sizes.hpasid).toBe(2);
  });
});

describe('a text that is no counterexample', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['{', 'it is not JSON'],
    ['3', 'it is not an object'],
    ['null', 'it is not an object'],
    ['{}', 'its schema is null, this program reads "vsva/counterexample/1"'],
    [
      withField('schema', 'vsva/counterexample/2'),
      'its schema is "vsva/counterexample/2", this program reads "vsva/counterexample/1"',
    ],
    [withField('instance', 'nowhere'), 'there is no instance "nowhere"'],
    [withField('design', 7), 'there is no design 7'],
    [withField('invariant', 'vfio/none'), 'there is no invariant "vfio/none"'],
    [withField('bounds', 3), 'its bounds are not an object'],
    [withField('bounds', null), 'its bounds are not an object'],
    [withField('bounds', { hpasids: 0 }), 'bound hpasids is a whole number from 1 to 1048575, not 0'],
    [withField('bounds', { hostQuota: 3 }), 'hostQuota 3 exceeds capacity 2'],
    [withField('steps', []), 'its steps are no list of commands'],
    [withField('steps', 'none'), 'its steps are no list of commands'],
    [withStep(null), 'step 1: a command is an object'],
    [withStep({ command: { kind: 'mmap' }, answer: '0' }), 'step 1: there is no command "mmap"'],
    [withStep({ command: { ...alloc, actor: 'vm9' }, answer: 'p1' }), 'step 1: this host has no such actor'],
    [withStep({ command: alloc, answer: 'g1' }), 'step 1: its answer cannot be "g1"'],
    ['vsva1.AAAA!', 'the token is damaged'],
    [`vsva1.${deflateRawSync('[').toString('base64url')}`, 'it is not JSON'],
  ];
  for (const [text, message] of cases) {
    it(`is refused because ${message}`, () => {
      expect(() => parseCounterexample(text)).toThrow(message);
    });
  }
});
