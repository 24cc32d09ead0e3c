import { describe, expect, it } from 'vitest';
import { pageRequest } from '../../../model/page-request/page-request.ts';
import { pageRequest as spec } from '../../../spec/page-request/page-request.ts';
import type { TopologyData } from '../../../spec/topology.ts';
import { Bench, twoMappings } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'd4', pasid: '3', grpid: 'prg1' };
const request = { kind: 'page_request', ...args };
const bound = { pasidEntry: { 'd4,3': { pgd: 'pgd1' } } };
const outstanding = { pageRequest: { 'd4,3,prg1': { outstanding: true } } };

describe('page_request', () => {
  it('makes the device wait and the host owe a response', () => {
    expect(new Bench([bound]).issue(request)).toEqual([
      '0',
      'pageRequest[d4, 3, prg1].outstanding: false → true',
      'pageRequest[d4, 3, prg1].pending: false → true',
    ]);
  });

  it('may be sent while the device waits for another group', () => {
    expect(new Bench([bound, outstanding]).issue({ ...request, grpid: 'prg0' })[0]).toBe('0');
  });
});

const out: TopologyData = { ...twoMappings, prq: { slots: 0, pages: [], modes: [] } };
const gone = { prqDevice: { 'prq1,d4': { gone: true } } };

describeRefusals(spec, pageRequest, [
  {
    rule: 'page-request/disabled',
    also: ['page-request/index-outstanding'],
    options: { topology: out },
    states: [gone, outstanding],
    args,
  },
  { rule: 'page-request/not-bound', also: ['page-request/index-outstanding'], states: [outstanding], args },
  { rule: 'page-request/not-bound', when: 'PASID 0 has no row', states: [bound], args: { ...args, pasid: '0' } },
  {
    rule: 'page-request/not-bound',
    when: 'a table is bound there on another device only',
    states: [bound],
    args: { ...args, actor: 'd5' },
  },
  {
    rule: 'page-request/index-outstanding',
    when: 'the device still waits, although the host owes nothing any more',
    states: [bound, outstanding],
    args,
  },
]);
