/** `vsva list`: a kind of thing, one line each; or the kinds themselves. */
import { catalogue, type Entry, type Kind, kinds, type Listing } from './catalogue.ts';
import { table } from './table.ts';

export interface ListJson {
  readonly schema: 'vsva/list/1';
  readonly kind: Kind | 'kinds';
  readonly entries: readonly Entry[];
}

/** @param kind null for the kinds. */
export function listJson(kind: Kind | null): ListJson {
  const entries: readonly Entry[] =
    kind === null
      ? kinds.map((id) => {
          const { about, entries: all }: Listing = catalogue[id];
          return { id, count: all.length, about };
        })
      : catalogue[kind].entries;
  return { schema: 'vsva/list/1', kind: kind ?? 'kinds', entries };
}

export const listText = ({ entries }: ListJson): string =>
  `${table(entries.map((entry) => Object.values(entry).map(String))).join('\n')}\n`;
