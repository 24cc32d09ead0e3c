/**
 * A counterexample as data: what was violated or differed, on which host, and the commands that show it. It can be
 * stored as a JSON file or passed as one line (a token), and replayed from either.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { type BoundsGiven, checkBounds, type NoSuchBound, withBounds } from '../generators/bounds.ts';
import { hosts } from '../generators/instances.ts';
import { invariants } from '../invariants/invariants.ts';
import {
  commandFromJson,
  commandToJson,
  missingObject,
  NotACommand,
  parseAnswer,
  printAnswer,
} from '../spec/commands.ts';
import { designs } from '../spec/designs/designs.ts';
import { Topology } from '../spec/topology.ts';
import type { Move } from './story.ts';

export const counterexampleSchema = 'vsva/counterexample/1';
const tokenPrefix = 'vsva1.';

export interface Counterexample {
  /** The invariant that was violated; null where model and implementation differ. */
  readonly invariant: string | null;
  /** Name of the host. */
  readonly instance: string;
  /** Bounds that were set otherwise than the host has them. */
  readonly bounds: BoundsGiven;
  readonly design: string;
  readonly moves: readonly Move[];
}

/** A text that is no counterexample, or one of another version; the message says what and where. */
export class NotACounterexample extends Error {}

/** `{"schema": …, "invariant": …, "instance": …, "bounds": {}, "design": …, "steps": [{"command": {…}, "answer": "p1"}]}` */
export function counterexampleToJson({ moves, ...rest }: Counterexample): Readonly<Record<string, unknown>> {
  const steps = moves.map(({ command, answer }) => ({
    command: commandToJson(command),
    answer: answer === null ? null : printAnswer(command, answer),
  }));
  return { schema: counterexampleSchema, ...rest, steps };
}

const namesOf = (list: readonly { readonly name: string }[]): readonly string[] => list.map(({ name }) => name);

const named = (json: Readonly<Record<string, unknown>>, field: string, names: readonly string[]): string => {
  const value = json[field];
  if (typeof value === 'string' && names.includes(value)) return value;
  throw new NotACounterexample(`there is no ${field} ${JSON.stringify(value)}`);
};

/** The topology of the host that a counterexample is about. Throws `NoSuchBound` if the bounds contradict each other. */
export function topologyOf({ instance, bounds }: Pick<Counterexample, 'instance' | 'bounds'>): Topology {
  const host = hosts.find(({ name }) => name === instance) as (typeof hosts)[number];
  return new Topology(withBounds(host.topology, bounds));
}

function movesFrom(json: unknown, topology: Topology): readonly Move[] {
  if (!Array.isArray(json) || json.length === 0) throw new NotACounterexample('its steps are no list of commands');
  return json.map((step, index) => {
    try {
      return moveFrom(step, topology);
    } catch (error) {
      throw new NotACounterexample(`step ${index + 1}: ${(error as Error).message}`);
    }
  });
}

function moveFrom(json: unknown, topology: Topology): Move {
  const { command: given, answer: text } = Object(json) as { readonly command?: unknown; readonly answer?: unknown };
  const command = commandFromJson(given);
  const missing = missingObject(topology, command);
  if (missing !== null) throw new NotACommand(`this host has no such ${missing}`);
  const answer = text === null ? null : parseAnswer(command, String(text));
  if (answer === undefined) throw new NotACommand(`its answer cannot be ${JSON.stringify(text)}`);
  return { command, answer };
}

/** The bounds of a host, and the topology they make of it. */
function hostFrom(fields: Readonly<Record<string, unknown>>): Pick<Counterexample, 'instance' | 'bounds'> & {
  readonly topology: Topology;
} {
  const { bounds: given } = fields as { readonly bounds?: unknown };
  const instance = named(fields, 'instance', namesOf(hosts));
  if (typeof given !== 'object' || given === null) throw new NotACounterexample('its bounds are not an object');
  try {
    const bounds = checkBounds(given as Readonly<Record<string, unknown>>);
    return { instance, bounds, topology: topologyOf({ instance, bounds }) };
  } catch (error) {
    throw new NotACounterexample((error as NoSuchBound).message);
  }
}

function fromJson(text: string): Counterexample {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new NotACounterexample('it is not JSON');
  }
  if (typeof json !== 'object' || json === null) throw new NotACounterexample('it is not an object');
  const fields = json as Readonly<Record<string, unknown>>;
  if (fields['schema'] !== counterexampleSchema) {
    const given = JSON.stringify(fields['schema'] ?? null);
    throw new NotACounterexample(`its schema is ${given}, this program reads "${counterexampleSchema}"`);
  }
  const idOrNull = (ids: readonly string[]) => (fields['invariant'] === null ? null : named(fields, 'invariant', ids));
  const { instance, bounds, topology } = hostFrom(fields);
  return {
    instance,
    bounds,
    invariant: idOrNull(invariants.map(({ id }) => id)),
    design: named(fields, 'design', namesOf(designs)),
    moves: movesFrom(fields['steps'], topology),
  };
}

/** One line that carries the whole counterexample: `vsva1.` and the deflated JSON in base64url. */
export function tokenOf(counterexample: Counterexample): string {
  const text = JSON.stringify(counterexampleToJson(counterexample));
  return tokenPrefix + deflateRawSync(text).toString('base64url');
}

/** Whether a text looks like a token rather than the name of a file. */
export const isToken = (text: string): boolean => text.startsWith(tokenPrefix);

/** Reads a counterexample from its JSON or its token. Throws `NotACounterexample`. */
export function parseCounterexample(text: string): Counterexample {
  if (!isToken(text)) return fromJson(text);
  let json: string;
  try {
    json = inflateRawSync(Buffer.from(text.slice(tokenPrefix.length), 'base64url')).toString();
  } catch {
    throw new NotACounterexample('the token is damaged');
  }
  return fromJson(json);
}
