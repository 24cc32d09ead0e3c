/** What commands do, as tables of behaviour classes: one for all commands that do the same but for the names of things. */
import { type BehaviourClass, classesOf } from '../compile/classes.ts';
import type { Outcome } from '../compile/program.ts';
import { type TracedProgram, traceWhole } from '../compile/traced.ts';
import type { HostAction, HostProgram } from '../conformance/host-program.ts';
import { type Command, commandSpecs, printAnswer, printCommand, rules } from '../spec/commands.ts';
import { printChanges, printFact } from './tree-facts.ts';
import { unnamed } from './unnamed.ts';

/** One way in which a command can go. */
export interface ClassShown {
  /** All that is so of a state in which it goes this way. */
  readonly facts: readonly string[];
  /** `-EBUSY`, `0`, `p1`; null where the specification leaves the range of a field. */
  readonly answer: string | null;
  /** The rule that refuses, if one does. */
  readonly rule: string | null;
  readonly changes: readonly string[];
}

/** The classes of a command; where it chooses what it answers, those in which it may choose one value. */
export interface Shape {
  readonly command: string;
  readonly value: string | null;
  /** How many more commands, or values, do the same but for names. */
  readonly others: number;
  readonly classes: readonly ClassShown[];
}

/** What an outcome is to its reader; null for one that is none, since another value was asked for. */
function answerOf(command: Command, outcome: Outcome | null): Pick<ClassShown, 'answer' | 'rule'> | null {
  if (outcome === null) return { answer: null, rule: null };
  if (outcome.granted) return { answer: printAnswer(command, outcome.note), rule: null };
  const rule = rules[outcome.note];
  return rule === undefined ? null : { answer: `-${rule.errno}`, rule: rule.id };
}

function classesShown({ program, actions, outcomes }: TracedProgram, { command }: HostAction, action: number) {
  const { layout } = program;
  const shown = ({ facts, value, changes }: BehaviourClass): ClassShown[] => {
    const answer = answerOf(command, outcomes[value] as Outcome | null);
    if (answer === null) return [];
    return [{ facts: facts.map((fact) => printFact(layout, fact)), ...answer, changes: printChanges(layout, changes) }];
  };
  return classesOf(actions[action] as TracedProgram['actions'][number]).flatMap(shown);
}

const textOf = ({ facts, answer, rule, changes }: ClassShown): string =>
  [...facts, answer, rule, ...changes].join('\n');

/** @throws NotTraceable where the design cannot be compiled. */
export function shapesOf(program: HostProgram): Shape[] {
  const traced = traceWhole(program);
  const shapes = new Map<string, { -readonly [Name in keyof Shape]: Shape[Name] }>();
  program.hostActions.forEach((hostAction, action) => {
    const { command, value } = hostAction;
    const classes = classesShown(traced, hostAction, action);
    if (classes.length === 0) return;
    const key = unnamed(classes.map(textOf).join('\n\n'));
    const known = shapes.get(key);
    if (known !== undefined) {
      known.others++;
      return;
    }
    const chosen = commandSpecs[command.kind].answers === 'zero' ? null : printAnswer(command, value);
    shapes.set(key, { command: printCommand(command), value: chosen, others: 0, classes });
  });
  return [...shapes.values()];
}
