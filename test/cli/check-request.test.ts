import { describe, expect, it } from 'vitest';
import { check } from '../../cli/check.ts';
import { checkRequest } from '../../cli/check-request.ts';
import { readFlags } from '../../cli/flags.ts';
import { leadsToStatesMax } from '../../conformance/leads-to.ts';
import { deepInstances } from '../../generators/deep-instances.ts';
import { invariants } from '../../invariants/invariants.ts';
import { leadsToProperties } from '../../invariants/leads-to-properties.ts';
import { surroundings } from './prompt.ts';

const request = (line: string) => checkRequest(readFlags(check.flags, line.split(' ')), surroundings({ now: () => 0 }));

describe('what a check is asked for', () => {
  it('is every default instance and property, if nothing is said', () => {
    const { instances, invariants: ids, ...rest } = request('-q');
    expect(instances.map(({ name }) => name)).toEqual(['tiny', 'identity']);
    expect(ids).toEqual(invariants.map(({ id }) => id));
    expect(rest).toEqual({
      leadsTo: leadsToProperties.map(({ id }) => id),
      bounds: {},
      design: 'golden',
      against: null,
      symmetry: false,
      maxStates: null,
      expected: null,
      deadline: null,
      shard: null,
      workers: 1,
      memoryBytes: null,
      lossy: false,
      keeping: null,
    });
  });

  it('is a deep instance where one is named', () => {
    const { flags } = check;
    const { instances } = checkRequest(readFlags(flags, ['identity-deep', 'tiny']), surroundings({ deepInstances }));
    expect(instances.map(({ name }) => name)).toEqual(['tiny', 'identity-deep']);
  });

  it('is what the flags say', () => {
    const line =
      'identity --instance tiny,identity --design vfio-v1 --bound hpasids=1,sets=1 --inv ioasid/quota,iommu/entry-owner ' +
      '--against none --max-states 7 --expect violation:ioasid/quota --timeout 2s';
    expect(request(line)).toMatchObject({
      instances: [{ name: 'tiny' }, { name: 'identity' }],
      bounds: { hpasids: 1, sets: 1 },
      design: 'vfio-v1',
      // In the order of the catalogue.
      invariants: ['iommu/entry-owner', 'ioasid/quota'],
      against: 'none',
      maxStates: 7,
      expected: 'ioasid/quota',
      deadline: { at: 2000, reason: 'the timeout of 2s was reached' },
    });
    expect(request('tiny').instances.map(({ name }) => name)).toEqual(['tiny']);
    expect(request('--design vfio-v1').against).toBe('none');
    expect(request('--against engine').against).toBe('engine');
  });

  it('is leads-to, of no more states than can be decided, where only that is named', () => {
    const only = '--inv ioasid/eventually-reclaimed --expect violation:ioasid/eventually-reclaimed';
    expect(request(only)).toMatchObject({
      invariants: [],
      leadsTo: ['ioasid/eventually-reclaimed'],
      expected: 'ioasid/eventually-reclaimed',
      maxStates: leadsToStatesMax,
    });
    expect(request(`${only} --max-states 2000000`).maxStates).toBe(leadsToStatesMax);
    expect(request(`${only} --max-states 5`).maxStates).toBe(5);
    expect(request('--inv ioasid/quota').leadsTo).toEqual([]);
  });

  it.each([
    ['tiny identty', 'unknown instance "identty"; did you mean "identity"?'],
    ['--instance large', 'large is too large to be exhausted; it is for vsva run'],
    ['--design goldn', 'unknown design "goldn"; did you mean "golden"?'],
    ['--inv ioasid/qouta', 'unknown invariant "ioasid/qouta"; did you mean "ioasid/quota"?'],
    ['--bound hpasid=1', 'unknown bound "hpasid"; did you mean "hpasids"?'],
    ['--bound hpasids', '--bound takes name=number, not "hpasids"'],
    ['--bound hpasids=1=2', '--bound takes name=number, not "hpasids=1=2"'],
    ['--bound hpasids=0', 'bound hpasids is a whole number from 1 to 1048575, not 0'],
    ['--bound hpasids=two', 'bound hpasids is a whole number from 1 to 1048575, not "two"'],
    ['--bound hostQuota=9', 'hostQuota 9 exceeds capacity'],
    ['--bound grpids=500', 'tiny is too large within these bounds: a state has'],
    ['--against engin', 'unknown implementation "engin"; did you mean "engine"?'],
    ['--against engine --design vfio-v1', 'the engine is of the golden design; vfio-v1 is checked with --against none'],
    ['--max-states 0', '--max-states takes a whole number from 1 to 2147483647, not "0"'],
    ['--expect fail', '--expect takes ok or violation:ID, not "fail"'],
    ['--expect violation', '--expect takes ok or violation:ID, not "violation"'],
    ['--expect violation:ioasid/quota:1', '--expect takes ok or violation:ID, not "violation:ioasid/quota:1"'],
    ['--expect violation:ioasid/qouta', 'unknown invariant "ioasid/qouta"; did you mean "ioasid/quota"?'],
    [
      '--inv iommu/entry-owner --expect violation:ioasid/quota',
      'unknown invariant among those of --inv "ioasid/quota"',
    ],
    ['--timeout 5', '--timeout takes a number with ms, s, m or h, as 10m, not "5"'],
  ])('is refused: %s', (line, message) => {
    expect(() => request(line)).toThrow(message);
  });
});
