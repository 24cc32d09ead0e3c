import { describe, expect, it } from 'vitest';
import type { FaultsJson } from '../../report/faults-json.ts';
import { faultsText } from '../../report/faults-text.ts';
import { plain } from '../../report/paint.ts';

const json: FaultsJson = {
  schema: 'vsva/faults/1',
  depth: 6,
  instances: ['identity'],
  faults: [
    {
      id: 'fault/leak',
      design: 'fault/leak',
      claimedBy: ['ioasid/quota', 'ioasid/references'],
      caughtBy: ['ioasid/free-is-clean', 'ioasid/quota'],
      length: 4,
      stories: [
        { invariant: 'ioasid/free-is-clean', length: 3, instance: 'identity', alone: false, unexplained: false },
        { invariant: 'ioasid/quota', length: 4, instance: 'identity', alone: true, unexplained: false },
      ],
    },
    {
      id: 'fault/theft',
      design: 'fault/theft',
      claimedBy: ['ioasid/quota'],
      caughtBy: ['ioasid/quota'],
      length: 1,
      stories: [{ invariant: 'ioasid/quota', length: 1, instance: 'identity', alone: true, unexplained: false }],
    },
    { id: 'proposed', design: 'proposed', claimedBy: [], caughtBy: [], length: null, stories: [] },
  ],
  invariants: [
    { id: 'ioasid/quota', catches: ['fault/leak', 'fault/theft'], own: ['fault/leak', 'fault/theft'], follows: null },
    {
      id: 'ioasid/free-is-clean',
      catches: ['fault/leak'],
      own: [],
      follows: { from: ['ioasid/quota'], because: 'It must be.' },
    },
    { id: 'ioasid/references', catches: [], own: [], follows: null },
  ],
  reason: null,
  failures: [],
};
const text = (changed: Partial<FaultsJson> = {}, quiet = false) =>
  faultsText({ ...json, ...changed }, { quiet, paint: plain });

describe('the matrix of faults as text', () => {
  it('has a paragraph for each fault, one for each invariant, and the verdict', () => {
    expect(text()).toBe(
      `shortest stories, of at most 6 commands, on 1 instance: first the invariants
that claim a fault, each with the length of its story

fault/leak
  4 ioasid/quota; NOT ioasid/references; also 3 ioasid/free-is-clean
fault/theft
  1 ioasid/quota (only)
proposed
  breaks nothing

ioasid/quota
  of its own: leak, theft
ioasid/free-is-clean
  with others: leak
  follows from ioasid/quota: It must be.
ioasid/references
  catches nothing

ok: 2 of 2 faults caught by an invariant that claims it
`,
    );
  });

  it('says what is wrong, and why it was stopped', () => {
    expect(text({ failures: ['fault/leak is claimed by no invariant, caught by none'] }, true)).toBe(
      'fault/leak is claimed by no invariant, caught by none\n' +
        'gate failed: 2 of 2 faults caught by an invariant that claims it; 1 failure\n',
    );
    expect(text({ reason: 'interrupted' }, true)).toBe(
      'undecided: 2 of 2 faults caught by an invariant that claims it until interrupted\n',
    );
  });
});
