/** The matrix of faults and invariants as text: a paragraph for each fault, a line for each invariant, and the verdict. */
import { type CatchJson, type FaultJson, type FaultsJson, type InvariantJson, isAtFault } from './faults-json.ts';
import { counted } from './numbers.ts';
import type { Paint } from './paint.ts';
import { wrap } from './wrap.ts';

const catchText = ({ invariant, length }: CatchJson): string => `${length} ${invariant}`;

/** `foreign-free`: first those that claim it, then the others. */
function faultLines({ id, claimedBy, stories }: FaultJson): string[] {
  const isClaim = ({ invariant }: CatchJson): boolean => claimedBy.includes(invariant);
  const claims = stories.filter(isClaim);
  const others = stories.filter((story) => !isClaim(story));
  const missed = claimedBy.filter((claim) => !claims.some(({ invariant }) => invariant === claim));
  const only = stories.length === 1 ? ' (only)' : '';
  const text = [
    claims.length === 0 ? '' : `${claims.map(catchText).join(', ')}${only}`,
    missed.length === 0 ? '' : `NOT ${missed.join(', ')}`,
    others.length === 0 ? '' : `also ${others.map(catchText).join(', ')}`,
  ].filter((part) => part !== '');
  return [id, ...wrap(text.length === 0 ? 'breaks nothing' : text.join('; '), '  ')];
}

const names = (ids: readonly string[]): string => ids.map((id) => id.replace(/^fault\//, '')).join(', ');

function invariantLines({ id, own, catches, follows }: InvariantJson): string[] {
  if (own.length > 0) return [id, ...wrap(`of its own: ${names(own)}`, '  ')];
  const shared = catches.length === 0 ? 'catches nothing' : `with others: ${names(catches)}`;
  const because = follows === null ? [] : wrap(`follows from ${follows.from.join(', ')}: ${follows.because}`, '  ');
  return [id, ...wrap(shared, '  '), ...because];
}

function verdictLine({ faults, failures, reason }: FaultsJson, paint: Paint): string {
  const atFault = faults.filter(isAtFault);
  const caught = atFault.filter(({ length }) => length !== null).length;
  const score = `${caught} of ${counted(atFault.length, 'fault')} caught by an invariant that claims it`;
  if (reason !== null) return `${paint('open', 'undecided')}: ${score} until ${reason}`;
  if (failures.length === 0) return `${paint('good', 'ok')}: ${score}`;
  return `${paint('bad', 'gate failed')}: ${score}; ${counted(failures.length, 'failure')}`;
}

/** @param quiet leaves all but what is wrong, and the verdict. */
export function faultsText(
  json: FaultsJson,
  { quiet, paint }: { readonly quiet: boolean; readonly paint: Paint },
): string {
  const { depth, instances, faults, invariants, failures } = json;
  const body = [
    `shortest stories, of at most ${counted(depth, 'command')}, on ${counted(instances.length, 'instance')}: first the invariants`,
    'that claim a fault, each with the length of its story',
    '',
    ...faults.flatMap(faultLines),
    '',
    ...invariants.flatMap(invariantLines),
    '',
  ];
  return [
    ...(quiet ? [] : body),
    ...failures.flatMap((failure) => wrap(paint('bad', failure), '', '  ')),
    verdictLine(json, paint),
    '',
  ].join('\n');
}
