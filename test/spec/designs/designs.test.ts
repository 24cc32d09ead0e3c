import { describe, expect, it } from 'vitest';
import { decided, type Policy, type Switch, switches } from '../../../spec/designs/design.ts';
import { designs } from '../../../spec/designs/designs.ts';
import { faults } from '../../../spec/designs/faults.ts';
import { golden } from '../../../spec/designs/golden.ts';
import { vfioV1 } from '../../../spec/designs/vfio-v1.ts';

/** The switches that a policy does not leave at their decided value. */
const turned = (policy: Policy): Switch[] =>
  (Object.keys(switches) as Switch[]).filter((name) => policy[name] !== decided[name]);

describe('the designs', () => {
  it('have names of their own, say what they are, and cite a source', () => {
    const names = designs.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { about, sources } of designs) {
      expect(about).toMatch(/^\S.*[^.]$/);
      expect(sources.length).toBeGreaterThan(0);
    }
  });

  it('give every switch one of its values', () => {
    for (const { name, policy } of designs) {
      for (const [key, values] of Object.entries(switches)) {
        expect([name, key, values]).toEqual([name, key, expect.arrayContaining([policy[key as Switch]])]);
      }
      expect(Object.keys(policy)).toHaveLength(Object.keys(switches).length);
    }
  });

  it('begin with the golden one, which leaves every switch at its first value', () => {
    expect(designs[0]).toBe(golden);
    expect(golden.policy).toEqual(Object.fromEntries(Object.entries(switches).map(([key, [first]]) => [key, first])));
  });

  it('include the bind as first posted, which differs from the golden one in eight choices', () => {
    expect(designs).toContain(vfioV1);
    expect(turned(vfioV1.policy)).toHaveLength(8);
  });
});

describe('the seeded faults', () => {
  it('are named as faults, and turn one switch, or several where one alone does not show', () => {
    const several = faults.filter(({ policy }) => turned(policy).length !== 1);
    expect(several.map(({ name, policy }) => [name, turned(policy)])).toEqual([
      ['fault/rollback-over-all', ['bindLoop', 'bindRollback']],
      ['fault/argument-error-rolls-back', ['bindLoop', 'argumentChecks', 'bindRollback', 'agreement']],
      ['fault/truncated-roll-back', ['bindLoop', 'argumentChecks', 'bindRollback', 'agreement', 'unbindWidth']],
      ['fault/unbind-error-overwritten', ['driverUnbind', 'unbindLoop']],
      ['fault/roll-back-stops-early', ['bindLoop', 'bindRollback']],
      ['fault/bind-error-swallowed', ['bindLoop', 'bindRollback', 'bindResult']],
      ['fault/quota-of-opener', ['opener', 'charge']],
      ['fault/binder-without-reference', ['mmExit', 'mmReference']],
    ]);
    expect(faults.filter(({ name }) => !/^fault\/[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  });

  it('turn every switch', () => {
    const unturned = (Object.keys(switches) as Switch[]).filter(
      (name) => !faults.some(({ policy }) => policy[name] !== decided[name]),
    );
    expect(unturned).toEqual([]);
  });
});
