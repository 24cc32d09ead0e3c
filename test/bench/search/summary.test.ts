import { describe, expect, it } from 'vitest';
import { type Measured, summaryOf, targetsOf } from '../../../bench/search/summary.ts';
import { isMet } from '../../../bench/search/targets.ts';
import { counts, result } from './results.ts';

const memory = (bytesPerState: number, load: number) => ({ bytesPerState, load });
const measured: Measured = {
  millionStates: result(memory(40, 0.4), { vsva: 0.5, 'Spin depth-first': 4, 'Spin collapse': 8, Rumur: 6 }),
  bySymmetry: { ...result(memory(18, 0.7), { vsva: 0.4, 'Rumur heuristic symmetry': 2 }), title: 'by symmetry' },
  sevenMillionStates: { ...result(memory(17, 0.8), { vsva: 3, 'Spin depth-first': 30 }), title: 'more' },
  host: { ...result(null, { vsva: 9, Rumur: 18 }), title: 'host' },
  rates: { compiled: 5e7, plain: 5e5, lockstep: 1.2e6 },
  sideBySide: { oneSeconds: 3.6, twoSeconds: 2 },
};

describe('the summary', () => {
  it('has the counts, and how many times the best search of each tool takes longer than ours', () => {
    expect(summaryOf(measured)).toMatchObject({
      ...counts,
      ratios: { spin: 8, rumur: 12, rumurSymmetry: 5, spinP: 10, rumurHost: 2, plain: 100 },
      lockstepEdgesPerSecond: 1.2e6,
      sideBySide: 1.8,
      countsAgree: true,
    });
    expect(summaryOf(measured).cpuSeconds).toMatchObject({ host: { vsva: 9, Rumur: 18 } });
  });

  it('has a ratio to TLC only where TLC took part', () => {
    expect(summaryOf(measured).ratios).not.toHaveProperty('tlc');
    const withTlc = { ...measured, millionStates: result(null, { vsva: 0.5, TLC: 90 }) };
    expect(summaryOf(withTlc).ratios.tlc).toBe(180);
  });

  it('counts the bytes of full tables only', () => {
    expect(summaryOf(measured).bytesPerState).toBe(18);
    const empty = summaryOf({ ...measured, bySymmetry: measured.host, sevenMillionStates: measured.host });
    expect(empty.bytesPerState).toBeNaN();
  });

  it('says whether all counts agree', () => {
    const host = result(null, { vsva: 1, Rumur: 1 }, { distinct: 1 });
    expect(summaryOf({ ...measured, host }).countsAgree).toBe(false);
  });
});

describe('the targets', () => {
  it('are met here, and missed by what is slower', () => {
    expect(targetsOf(summaryOf(measured)).filter((each) => !isMet(each))).toEqual([]);
    const slow = { ...measured, rates: { compiled: 5e6, plain: 5e5, lockstep: 9e5 } };
    expect(
      targetsOf(summaryOf(slow))
        .filter((each) => !isMet(each))
        .map(({ limit }) => limit),
    ).toEqual([20, 1e6]);
  });
});
