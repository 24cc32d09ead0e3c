/** Texts that differ in nothing but the names of things. */
import { sorts } from '../spec/sorts.ts';

/** What a row is called here, by whose bare number a table of hardware is indexed: `pasidEntry[d1, 2]`. */
const row = 'row';
const prefixes = Object.values(sorts).map(({ prefix }) => (prefix === '' ? row : prefix));
const names = new RegExp(`(?<![\\w-])(${prefixes.join('|')})\\d+(?!\\w)`, 'g');

/** The text with things called by the order in which they occur: the same for texts that differ in names only. */
export function unnamed(text: string): string {
  const order = new Map<string, number>();
  const named = text.replace(/\[[^\]]*\]/g, (index) => index.replace(/(?<=[[ |])\d+/g, `${row}$&`));
  return named.replace(names, (name, prefix: string) => {
    const place = order.get(name) ?? order.size;
    order.set(name, place);
    return `${prefix}#${place}`;
  });
}
