/** What several checkers found, one quantity a row, and whether they agree. */
import type { Findings } from '../tools/findings.ts';

export interface Row {
  readonly what: string;
  /** By checker; null where one does not say, or has found nothing. */
  readonly values: readonly (number | null)[];
  /** Whether several say something, and all of them the same. */
  readonly agree: boolean;
}

function row(what: string, values: Row['values'], said: Row['values'] = values.filter((value) => value !== null)): Row {
  return { what, values, agree: said.length > 1 && !said.includes(null) && new Set(said).size === 1 };
}

/** Of a search that exhausts everything: all counts, and that nothing is broken. */
export function countRows(subject: string, findings: readonly Findings[]): readonly Row[] {
  return [
    row(
      `${subject}: distinct`,
      findings.map(({ distinct }) => distinct),
    ),
    row(
      `${subject}: generated`,
      findings.map(({ generated }) => generated),
    ),
    row(
      `${subject}: depth`,
      findings.map(({ depth }) => depth),
    ),
    row(
      `${subject}: violations`,
      findings.map(({ errorLength }) => (errorLength === null ? 0 : 1)),
    ),
  ];
}

/** Of a search for one violation: how long the way there is. All must find it; how far each goes on is not compared. */
export function lengthRow(subject: string, findings: readonly Findings[]): Row {
  const lengths = findings.map(({ errorLength }) => errorLength);
  return row(`${subject}: commands before`, lengths, lengths);
}
