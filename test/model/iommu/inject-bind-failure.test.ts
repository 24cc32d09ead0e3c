import { describe, expect, it } from 'vitest';
import { Bench } from '../bench.ts';

const inject = { kind: 'inject_bind_failure', actor: 'environment', device: 'd2', enabled: 'on' };

describe('inject_bind_failure', () => {
  it('makes the next binds of a device fail, and succeed again', () => {
    const bench = new Bench();
    expect(bench.issue(inject)).toEqual(['0', 'device[d2].failsBind: false → true']);
    expect(bench.issue({ ...inject, enabled: 'off' })).toEqual(['0', 'device[d2].failsBind: true → false']);
  });

  it('changes nothing where it is so already', () => {
    const bench = new Bench();
    expect(bench.issue({ ...inject, enabled: 'off' })).toEqual(['0']);
    bench.issue(inject);
    expect(bench.issue(inject)).toEqual(['0']);
  });
});
