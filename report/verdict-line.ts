/** The last line of a check: the verdict, and what it rests on. */
import type { CheckJson } from './check-json.ts';
import { counted, thousands } from './numbers.ts';
import type { Paint, Tone } from './paint.ts';
import { wrap } from './wrap.ts';

const within = (instances: number): string =>
  `${counted(instances, 'instance')} exhausted within ${instances === 1 ? 'its' : 'their'} bounds`;

function wrong({ invariants, instances }: CheckJson): string {
  const broken = invariants.filter(({ held }) => held === false).length;
  const differing = instances.filter(({ differences }) => differences.length > 0).map(({ name }) => name);
  const parts = [
    ...(broken === 0 ? [] : [`${broken} of ${counted(invariants.length, 'invariant')} broken`]),
    ...(differing.length === 0 ? [] : [`model and engine differ on ${differing.join(', ')}`]),
  ];
  return `violated: ${parts.join('; ')}`;
}

function undecided({ instances, reason }: CheckJson): string {
  const states = instances.reduce((sum, { distinct }) => sum + distinct, 0);
  return `undecided: nothing wrong in ${thousands(states)} states, but ${reason}`;
}

function sentence(json: CheckJson, failedGates: number, expected: string | null): readonly [Tone, string] {
  const { verdict, invariants, instances } = json;
  if (expected !== null && verdict !== 'undecided') {
    const occurred = invariants.some(({ id, held }) => id === expected && held === false);
    return occurred
      ? ['good', `the expected violation occurred: ${expected}`]
      : ['bad', `the expected violation did not occur: ${expected}`];
  }
  switch (verdict) {
    case 'violated':
      return ['bad', wrong(json)];
    case 'undecided':
      return ['open', undecided(json)];
    case 'holds':
      return failedGates === 0
        ? ['good', `holds: ${within(instances.length)}`]
        : ['bad', `not proven: ${within(instances.length)}, but ${counted(failedGates, 'gate')} failed`];
  }
}

/** @param expected the invariant whose violation is expected, or null. */
export function verdictLine(json: CheckJson, failedGates: number, expected: string | null, paint: Paint): string[] {
  const [tone, text] = sentence(json, failedGates, expected);
  return wrap(text, '', '  ').map((line) => paint(tone, line));
}
