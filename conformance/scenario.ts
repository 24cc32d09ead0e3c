/**
 * A scenario: a story written down to be read, with what each command is to answer. The form is plain text that reads
 * as Markdown: a title, a few fields, prose, and the commands, indented.
 *
 *     # A title
 *
 *     Source: where it was told
 *     Host: identity
 *     Design: golden
 *
 *     Prose, as much as is wanted. Below it, indented by four blanks, a command and its answer; and below that, where
 *     they are worth showing, what it changed or which rule refused it, indented by six.
 *
 *         ioasid_alloc(actor=vm1, set=s1) = p1
 *           ioasid[p1].state: free → idle
 *
 * What is not known yet is written `?`. A last line `violates ID: CONJUNCT` says of a design that is not golden what
 * the story breaks; before it `for ever:` may stand between the commands that lead there and those that are repeated.
 * Here it is read; what the model says to it is the matter of `scenario-run.ts`.
 */
import { hosts } from '../generators/instances.ts';
import { properties } from '../invariants/properties.ts';
import {
  type Command,
  missingObject,
  NotACommand,
  parseAnswer,
  parseCommand,
  printAnswer,
  printCommand,
} from '../spec/commands.ts';
import type { Design } from '../spec/designs/design.ts';
import { designs } from '../spec/designs/designs.ts';
import type { Answer } from '../spec/errno.ts';
import { Topology } from '../spec/topology.ts';
import type { Told } from './model-run.ts';

export interface ScenarioStep {
  /** The lines of the file that are about it, from 0: its own, and the first after it that is not. */
  readonly line: number;
  readonly end: number;
  readonly command: Command;
  /** What it is to answer, as it is written; null if that is not known yet. */
  readonly answer: Answer | null;
  /** What is written below it; nothing if that was not worth showing. */
  readonly below: readonly string[];
}

/** What a story is to break in the end. */
export interface Ending {
  readonly line: number;
  /** An invariant, or a leads-to property. */
  readonly property: string;
  /** The false conjunct, or what the promise was about. */
  readonly broken: string;
}

export interface Scenario {
  /** How its file is called in messages. */
  readonly path: string;
  readonly title: string;
  readonly topology: Topology;
  readonly design: Design;
  readonly steps: readonly ScenarioStep[];
  /** How many commands lead to what is then repeated for ever: all of them, unless the file says so. */
  readonly stem: number;
  readonly ending: Ending | null;
  readonly lines: readonly string[];
}

/** A text that is no scenario; the message says where (`path:line`) and what is wrong. */
export class NotAScenario extends Error {
  override readonly name = 'NotAScenario';
}

/** What stands for an answer, or for what is changed, that is not known yet. */
export const unknownYet = '?';
/** The line that parts what leads there from what is repeated. */
export const repeated = 'for ever:';

/** A command and its answer as a scenario has them. */
export const stepLine = ({ command, answer }: Told): string =>
  `    ${printCommand(command)} = ${printAnswer(command, answer)}`;

/** What stands below a command where it is worth showing: the rule that refused it, or what it changed. */
export const belowLines = ({ rule, changes }: Told): readonly string[] =>
  rule === null
    ? changes.map(({ cell, from, to }) => `      ${cell}: ${from} → ${to}`)
    : [`      refused by ${rule.id}: ${rule.because}`];

export const endingLine = (property: string, broken: string): string => `    violates ${property}: ${broken}`;

const fieldNames = ['Source', 'Host', 'Design'] as const;
type FieldName = (typeof fieldNames)[number];

/** The lines of a file with what each of them is. */
class Reader {
  readonly #path: string;
  readonly lines: readonly string[];
  readonly fields = new Map<FieldName, string>();
  readonly steps: ScenarioStep[] = [];
  stem: number | null = null;
  ending: Ending | null = null;
  #topology: Topology | null = null;

  constructor(path: string, text: string) {
    this.#path = path;
    this.lines = text.split('\n');
  }

  wrong(line: number, what: string): NotAScenario {
    return new NotAScenario(`${this.#path}:${line + 1}: ${what}`);
  }

  get topology(): Topology {
    return this.#topology as Topology;
  }

  read(): string {
    const [first = ''] = this.lines;
    if (!first.startsWith('# ')) throw this.wrong(0, 'a scenario begins with "# " and its title');
    const afterFields = this.#readFields();
    for (let line = afterFields; line < this.lines.length; ) line = this.#readBlock(line);
    if (this.steps.length === 0)
      throw this.wrong(this.lines.length - 1, 'a scenario has commands, indented by four blanks');
    return first.slice(2);
  }

  /** The fields are the first lines below the title. Gives the line that follows them. */
  #readFields(): number {
    let line = 1;
    while (this.lines[line] === '') line++;
    for (; (this.lines[line] ?? '') !== ''; line++) {
      const [, name, value] = /^(\w+): (.+)$/.exec(this.lines[line] as string) ?? [];
      const known = fieldNames.find((each) => each === name);
      if (known === undefined) throw this.wrong(line, `expected one of ${fieldNames.join(', ')}, a colon and a value`);
      if (known !== 'Source' && this.fields.has(known)) throw this.wrong(line, `${known} is said twice`);
      this.#checkField(line, known, value as string);
      this.fields.set(known, value as string);
    }
    const missing = fieldNames.find((each) => !this.fields.has(each));
    if (missing !== undefined) throw this.wrong(line, `the field ${missing} is missing`);
    return line;
  }

  #checkField(line: number, name: FieldName, value: string): void {
    const names = { Host: hosts, Design: designs, Source: [{ name: value }] }[name].map((each) => each.name);
    if (!names.includes(value)) throw this.wrong(line, `there is no ${name.toLowerCase()} "${value}"`);
    const host = name === 'Host' ? hosts.find((each) => each.name === value) : undefined;
    if (host !== undefined) this.#topology = new Topology(host.topology);
  }

  /** Reads what begins at a line, and gives the line after it. */
  #readBlock(line: number): number {
    const text = this.lines[line] as string;
    if (!text.startsWith('    ')) {
      if (/^\s*\w+\(.*\) = /.test(text)) throw this.wrong(line, 'a command is indented by four blanks');
      return line + 1;
    }
    const content = text.slice(4);
    if (content.startsWith(' ')) throw this.wrong(line, 'what a command changed stands right below the command');
    if (this.ending !== null) throw this.wrong(line, 'nothing comes after what the story violates');
    if (content === repeated) {
      if (this.stem !== null) throw this.wrong(line, `"${repeated}" is said twice`);
      this.stem = this.steps.length;
      return line + 1;
    }
    if (content.startsWith('violates ')) {
      this.ending = this.#endingFrom(line, content);
      return line + 1;
    }
    const step = this.#stepFrom(line, content);
    this.steps.push(step);
    return step.end;
  }

  #endingFrom(line: number, content: string): Ending {
    const [, property = '', broken = ''] = /^violates (\S+): (.+)$/.exec(content) ?? [];
    if (broken === '') throw this.wrong(line, 'expected "violates", an id, a colon, and what is broken');
    if (!properties.some(({ id }) => id === property)) throw this.wrong(line, `there is no invariant "${property}"`);
    return { line, property, broken };
  }

  #stepFrom(line: number, content: string): ScenarioStep {
    const [, called, answered] = /^(.*\)) = (\S+)$/.exec(content) ?? [];
    if (called === undefined || answered === undefined) {
      throw this.wrong(line, 'expected a command and its answer, as in "ioasid_free(actor=vm1, hpasid=p1) = 0"');
    }
    try {
      const command = parseCommand(called);
      const missing = missingObject(this.topology, command);
      if (missing !== null) throw new NotACommand(`this host has no such ${missing}`);
      const answer = answered === unknownYet ? null : parseAnswer(command, answered);
      if (answer === undefined) throw new NotACommand(`its answer cannot be "${answered}"`);
      const below = this.#below(line + 1);
      return { line, end: line + 1 + below.length, command, answer, below };
    } catch (error) {
      throw this.wrong(line, (error as NotACommand).message);
    }
  }

  /** The lines from here on that are indented further than a command. */
  #below(from: number): readonly string[] {
    let end = from;
    while ((this.lines[end] ?? '').startsWith('      ')) end++;
    return this.lines.slice(from, end);
  }
}

/** Reads a scenario. Throws `NotAScenario`, which names the line. */
export function parseScenario(path: string, text: string): Scenario {
  const reader = new Reader(path, text);
  const title = reader.read();
  const { lines, steps, stem, ending, topology, fields } = reader;
  const design = designs.find(({ name }) => name === fields.get('Design')) as Design;
  return { path, title, topology, design, steps, stem: stem ?? steps.length, ending, lines };
}
