/** What the search is to show, and whether it does. */

export interface Target {
  readonly what: string;
  readonly measured: number;
  readonly limit: number;
  readonly bound: 'at least' | 'at most';
}

export const isMet = ({ measured, limit, bound }: Target): boolean =>
  bound === 'at least' ? measured >= limit : measured <= limit;

const number = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toFixed(2)));

/** `met: 6.8, at least 4: CPU time of Spin's best search of F over ours` */
export function verdictLine(target: Target): string {
  const { what, measured, limit, bound } = target;
  return `${isMet(target) ? 'met' : 'MISSED'}: ${number(measured)}, ${bound} ${number(limit)}: ${what}`;
}
