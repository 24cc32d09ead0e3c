/** The last line of a check: the verdict, and what it rests on. */
import type { CheckJson } from './check-json.ts';
import { counted, thousands } from './numbers.ts';
import type { Paint, Tone } from './paint.ts';
import { wrap } from './wrap.ts';

function within({ instances, leadsTo }: CheckJson): string {
  const bounds = instances.length === 1 ? 'its bounds' : 'their bounds';
  const open = leadsTo.filter(({ held }) => held === null).length;
  const but =
    open === 0 ? '' : `, ${open} of ${counted(leadsTo.length, 'leads-to property', 'leads-to properties')} not asked`;
  return `${counted(instances.length, 'instance')} exhausted within ${bounds}${but}`;
}

function wrong({ invariants, leadsTo, instances }: CheckJson): string {
  const broken = invariants.filter(({ held }) => held === false).length;
  const promises = leadsTo.filter(({ held }) => held === false).length;
  const differing = instances.filter(({ differences }) => differences.length > 0).map(({ name }) => name);
  const parts = [
    ...(broken === 0 ? [] : [`${broken} of ${counted(invariants.length, 'invariant')} broken`]),
    ...(promises === 0
      ? []
      : [`${promises} of ${counted(leadsTo.length, 'leads-to property', 'leads-to properties')} broken`]),
    ...(differing.length === 0 ? [] : [`model and engine differ on ${differing.join(', ')}`]),
  ];
  return `violated: ${parts.join('; ')}`;
}

function undecided({ instances, reason }: CheckJson): string {
  const states = instances.reduce((sum, { distinct }) => sum + distinct, 0);
  return `undecided: nothing wrong in ${thousands(states)} states, but ${reason}`;
}

function sentence(json: CheckJson, failedGates: number, expected: string | null): readonly [Tone, string] {
  const { verdict, invariants, leadsTo } = json;
  if (expected !== null && verdict !== 'undecided') {
    const occurred = [...invariants, ...leadsTo].some(({ id, held }) => id === expected && held === false);
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
        ? ['good', `holds: ${within(json)}`]
        : ['bad', `not proven: ${within(json)}, but ${counted(failedGates, 'gate')} failed`];
  }
}

/** @param expected the property whose violation is expected, or null. */
export function verdictLine(json: CheckJson, failedGates: number, expected: string | null, paint: Paint): string[] {
  const [tone, text] = sentence(json, failedGates, expected);
  return wrap(text, '', '  ').map((line) => paint(tone, line));
}
