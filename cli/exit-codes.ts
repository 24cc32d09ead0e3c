/** What the program's exit code says. Those of the checker follow TLC's, 64 and 75 those of sysexits. */

export const exitCodes = {
  ok: 0,
  gate: 10,
  violated: 12,
  leadsTo: 13,
  differs: 15,
  unexpected: 17,
  undecided: 20,
  usage: 64,
  specification: 75,
  interrupted: 130,
  input: 151,
  system: 153,
  defect: 255,
} as const;

export type Outcome = keyof typeof exitCodes;

/** What each means, for the help. */
export const outcomes: Readonly<Record<Outcome, string>> = {
  ok: 'what was asked for was done, and nothing is wrong',
  gate: 'a gate failed: a witness, a rule, a pinned count, a fault, a scenario',
  violated: 'an invariant is violated',
  leadsTo: 'a leads-to property is violated',
  differs: 'model and implementation differ',
  unexpected: 'an expected violation did not occur',
  undecided: 'stopped by time, memory or a bound, or lossy; nothing wrong so far',
  usage: 'wrong usage, unknown names included',
  specification: 'a defect in the specification: a range was left',
  interrupted: 'interrupted, after writing what is known',
  input: 'an input file is bad, or of another schema version',
  system: 'system or input/output',
  defect: 'a defect of vsva itself',
};

const precedence: readonly Outcome[] = [
  'defect',
  'system',
  'specification',
  'interrupted',
  'violated',
  'leadsTo',
  'differs',
  'unexpected',
  'gate',
  'undecided',
];

/** The exit code when all of these apply: that of the first in order of precedence, 0 for none. */
export const exitCodeOf = (applying: ReadonlySet<Outcome>): number =>
  exitCodes[precedence.find((outcome) => applying.has(outcome)) ?? 'ok'];
