/**
 * Small random programs over small random schemas, as plain data that shrinks well, and what they do. Numbers name
 * columns, rows and codes by remainder, so that every number means something in every schema.
 */
import fc from 'fast-check';
import { type Case, type Outcome, type Program, sight } from '../../compile/program.ts';
import { type Bounds, type Column, type Layout, layoutOf } from '../../spec/schema/layout.ts';
import type { Store } from '../../spec/schema/store.ts';
import { OutOfRange } from '../../spec/schema/view.ts';
import { counter, enumeration, flag, optional, type Schema, table } from '../../spec/schema.ts';
import { noMembers, type Sort } from '../../spec/sorts.ts';

/** Sizes small enough that a table of two sorts has at most six rows. */
export const bounds: Bounds = {
  sizes: {
    ...noMembers,
    vm: 2,
    container: 1,
    device: 3,
    fd: 1,
    set: 2,
    hpasid: 3,
    gpasid: 2,
    row: 1,
    pgd: 2,
    grpid: 1,
  },
  capacity: 2,
};

const number = fc.nat({ max: 5 });

const schema: fc.Arbitrary<Schema> = fc
  .array(
    fc.record({
      over: fc.constantFrom<readonly Sort[]>([], ['vm'], ['device'], ['hpasid'], ['vm', 'pgd']),
      fields: fc.array(
        fc.constantFrom(
          flag(),
          enumeration('free', 'idle', 'active'),
          enumeration('one value only'),
          counter(3),
          counter('capacity'),
          optional('hpasid'),
        ),
        { minLength: 1, maxLength: 2 },
      ),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((tables) =>
    Object.fromEntries(
      tables.map(({ over, fields }, place) => [
        `t${place}`,
        table(over, Object.fromEntries(fields.map((field, at) => [`f${at}`, field]))),
      ]),
    ),
  );

/** A slice of a column. */
interface Slice {
  readonly column: number;
  readonly from: number;
  readonly length: number;
}

const asks = ['read', 'some', 'every', 'count', 'first', 'changed'] as const;

/** Something to ask of a state that is true or false. */
interface Question extends Slice {
  readonly ask: (typeof asks)[number];
  /** Of the state in which the step began. */
  readonly before: boolean;
  readonly code: number;
  readonly least: number;
}

/** `advance` goes round, `add` can go too far. */
const deeds = ['advance', 'write', 'replace', 'copy', 'add', 'take first'] as const;

type Statement =
  | ({ readonly do: (typeof deeds)[number]; readonly code: number } & Slice)
  | { readonly do: 'if'; readonly question: Question; readonly yes: readonly Statement[]; readonly no: Statement[] };

interface Action {
  /** Asked in this order before anything is written. */
  readonly refusals: readonly { readonly question: Question; readonly note: number }[];
  readonly plan: readonly Statement[];
  /** Answers 1 where this holds at the end, else 0; null: 0. */
  readonly answer: Question | null;
}

interface Claim {
  readonly of: 'state' | 'granted' | 'refused';
  readonly antecedent: Question;
  readonly conjunct: Question;
  readonly asked: 'met' | 'broken' | 'both';
}

export interface RandomProgram {
  readonly schema: Schema;
  /** What the first cells hold to begin with; the others hold 0. */
  readonly boot: readonly number[];
  readonly actions: readonly Action[];
  readonly claims: readonly Claim[];
}

const slice = { column: number, from: number, length: number };

const question: fc.Arbitrary<Question> = fc.record({
  ...slice,
  ask: fc.constantFrom(...asks),
  before: fc.boolean(),
  code: number,
  least: number,
});

const { plan } = fc.letrec<{ statement: Statement; plan: Statement[] }>((tie) => ({
  statement: fc.oneof(
    { depthSize: 'small', maxDepth: 2, withCrossShrink: true },
    fc.record({
      ...slice,
      do: fc.constantFrom(...deeds),
      code: number,
    }),
    fc.record({ do: fc.constant('if' as const), question, yes: tie('plan'), no: tie('plan') }),
  ),
  plan: fc.array(tie('statement'), { minLength: 1, maxLength: 2 }),
}));

export const randomProgram: fc.Arbitrary<RandomProgram> = fc.record({
  schema,
  boot: fc.array(number, { maxLength: 3 }),
  actions: fc.array(
    fc.record({ refusals: fc.array(fc.record({ question, note: number }), { maxLength: 2 }), plan, answer: question }),
    { minLength: 1, maxLength: 8 },
  ),
  claims: fc.array(
    fc.record({
      of: fc.constantFrom('state' as const, 'granted' as const, 'refused' as const),
      antecedent: question,
      conjunct: question,
      asked: fc.constantFrom('met' as const, 'broken' as const, 'both' as const),
    }),
    { maxLength: 5 },
  ),
});

const columnOf = ({ columns }: Layout, at: number): Column => columns[at % columns.length] as Column;

function sliceOf(layout: Layout, { column, from, length }: Slice): { column: Column; from: number; to: number } {
  const found = columnOf(layout, column);
  const first = from % found.rows;
  return { column: found, from: first, to: first + 1 + (length % (found.rows - first)) };
}

function holds(layout: Layout, store: Store, before: Store, changed: () => boolean, asked: Question): boolean {
  const { column, from, to } = sliceOf(layout, asked);
  const code = asked.code % (column.max + 1);
  const of = asked.before ? before : store;
  switch (asked.ask) {
    case 'read':
      return of.read(column.number, from) === code;
    case 'some':
      return of.some(column.number, code, from, to);
    case 'every':
      return of.every(column.number, [code, asked.least % (column.max + 1)], from, to);
    case 'count':
      return of.count(column.number, code, from, to) > asked.least % 2;
    case 'first':
      return of.first(column.number, code, from, to) >= asked.least % 2;
    case 'changed':
      return changed();
  }
}

/** A statement that sees nothing but the state as it is when it is done. */
function seeingNow(statement: Statement): Statement {
  if (statement.do !== 'if') return statement;
  const { question: asked, yes, no } = statement;
  const ask = asked.ask === 'changed' ? 'some' : asked.ask;
  return { ...statement, question: { ...asked, ask, before: false }, yes: yes.map(seeingNow), no: no.map(seeingNow) };
}

/** The same, where every grant answers 0 and every statement is an effect. */
export function partedProgramOf(data: RandomProgram): Program {
  const actions = data.actions.map((action) => ({ ...action, plan: action.plan.map(seeingNow), answer: null }));
  return programOf({ ...data, actions });
}

/** The program that does what its data says. Its first marks are those of refusals; notes above 3 have none. */
export function programOf({ schema: stated, boot, actions, claims }: RandomProgram): Program {
  const layout = layoutOf(stated, bounds);
  const refusalMarks = 4;
  return {
    layout,
    actions: actions.map((_, action) => `action ${action}`),
    marks: [
      ...Array.from({ length: refusalMarks }, (_, note) => `refused for ${note}`),
      ...claims.flatMap((_, place) => [`claim ${place} is met`, `claim ${place} is broken`]),
    ],
    refusalMark: (note) => (note < refusalMarks ? note : null),
    on: (store, before, changed) => {
      const is = (asked: Question): boolean => holds(layout, store, before, changed, asked);

      const perform = (statements: readonly Statement[]): void => {
        for (const statement of statements) {
          if (statement.do === 'if') {
            perform(is(statement.question) ? statement.yes : statement.no);
            continue;
          }
          const { column, from, to } = sliceOf(layout, statement);
          const code = statement.code % (column.max + 1);
          const held = (): number => store.read(column.number, from);
          switch (statement.do) {
            case 'advance':
              store.write(column.number, from, (held() + 1) % (column.max + 1));
              break;
            case 'write':
              store.write(column.number, from, code);
              break;
            case 'replace':
              store.replace(column.number, code, (code + 1) % (column.max + 1), from, to);
              break;
            case 'copy': {
              const other = columnOf(layout, statement.code);
              store.write(other.number, 0, held() % (other.max + 1));
              break;
            }
            case 'add':
              if (held() === column.max) throw new OutOfRange(column, column.max + 1);
              store.write(column.number, from, held() + 1);
              break;
            case 'take first': {
              const row = store.first(column.number, code, from, to);
              if (row >= 0) store.write(column.number, row, (code + 1) % (column.max + 1));
              break;
            }
          }
        }
      };

      const cases = (of: Claim['of']): Case[] =>
        claims.flatMap((claim, place) =>
          claim.of !== of
            ? []
            : {
                look: () => {
                  if (!is(claim.antecedent)) return sight.nothing;
                  return is(claim.conjunct) ? sight.met : sight.broken;
                },
                met: claim.asked === 'broken' ? null : refusalMarks + 2 * place,
                broken: claim.asked === 'met' ? null : refusalMarks + 2 * place + 1,
              },
        );
      const granted = cases('granted');
      const refused = cases('refused');

      const decide = (action: number): Outcome => {
        const { refusals } = actions[action] as Action;
        for (const { question: why, note } of refusals) if (is(why)) return { granted: false, note };
        return { granted: true, note: 0 };
      };
      const act = (action: number): Outcome => {
        const decided = decide(action);
        if (!decided.granted) return decided;
        const { plan: statements, answer } = actions[action] as Action;
        perform(statements);
        return { granted: true, note: answer !== null && is(answer) ? 1 : 0 };
      };
      const effects = (action: number): readonly (() => boolean)[] =>
        (actions[action] as Action).plan.map((statement) => () => {
          perform([statement]);
          return true;
        });

      return {
        boot: () => {
          for (const { number: column, offset, rows, max } of layout.columns) {
            for (let row = 0; row < rows; row++) store.write(column, row, (boot[offset + row] ?? 0) % (max + 1));
          }
        },
        act,
        inParts: { decide, effects },
        stateCases: cases('state'),
        stepCases: (_, outcome) => (outcome.granted ? granted : refused),
      };
    },
  };
}
