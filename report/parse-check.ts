/** Reads the JSON report of a check. It sees that all is there that a report is made of, not that it is true. */
import type { CheckJson } from './check-json.ts';

/** The text is no report, or none of this schema version. The message is one line, for the user. */
export class NotAReport extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotAReport';
  }
}

type Shape = (value: unknown) => boolean;

const text: Shape = (value) => typeof value === 'string';
const number: Shape = (value) => typeof value === 'number';
const flag: Shape = (value) => typeof value === 'boolean';
const orNull =
  (shape: Shape): Shape =>
  (value) =>
    value === null || shape(value);
const listOf =
  (shape: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every(shape);
const some =
  (shape: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.length > 0 && value.every(shape);
const having =
  (fields: Readonly<Record<string, Shape>>): Shape =>
  (value) =>
    Object.entries(fields).every(([name, shape]) => shape((Object(value) as Record<string, unknown>)[name]));

const counts = { distinct: number, generated: number, depth: number };
const step = having({
  command: having({ kind: text }),
  answer: text,
  rule: orNull(text),
  diff: listOf(having({ cell: text, from: text, to: text })),
});
const story = { length: number, steps: listOf(step), token: text };

const sources = listOf(having({ where: text, when: text, what: text }));

const instance = having({
  ...counts,
  name: text,
  edges: number,
  edgesCompared: number,
  seconds: number,
  verdict: (value) => value === 'holds' || value === 'violated' || value === 'undecided',
  exhaustive: flag,
  reason: orNull(text),
  pinned: orNull(having(counts)),
  countsAsPinned: orNull(flag),
  bounds: having({}),
  witnesses: listOf(having({ id: text, found: flag })),
  rules: listOf(having({ id: text, reached: flag })),
  violations: listOf(
    having({
      ...story,
      invariant: text,
      sentence: text,
      broken: text,
      sources,
    }),
  ),
  lassos: listOf(
    having({
      property: text,
      sentence: text,
      about: text,
      length: number,
      stem: listOf(step),
      cycle: listOf(step),
      sources,
    }),
  ),
  differences: listOf(having({ ...story, what: orNull(text), model: orNull(text), implementation: orNull(text) })),
});

const property = { id: text, held: orNull(flag), antecedent: number };

const report = having({
  design: text,
  asked: having({
    bounds: having({}),
    against: orNull(text),
    symmetry: flag,
    maxStates: orNull(number),
    lossy: flag,
    expected: orNull(text),
  }),
  shard: orNull(having({ index: number, of: number })),
  invariants: listOf(having(property)),
  leadsTo: listOf(having({ ...property, reason: orNull(text) })),
  instances: some(instance),
});

const schema: CheckJson['schema'] = 'vsva/check/1';

/** Null for what another kind of thing was written as, a counterexample say. Throws `NotAReport`. */
export function parseCheck(content: string): CheckJson | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(content);
  } catch {
    throw new NotAReport('it is not JSON');
  }
  const { schema: found } = Object(parsed) as { readonly schema?: unknown };
  if (typeof found !== 'string' || !found.startsWith('vsva/')) throw new NotAReport('it is no report of vsva');
  if (!found.startsWith('vsva/check/')) return null;
  if (found !== schema) throw new NotAReport(`it is of schema ${found}, not ${schema}`);
  if (!report(parsed)) throw new NotAReport('parts of the report are missing or not what they should be');
  return parsed as CheckJson;
}
