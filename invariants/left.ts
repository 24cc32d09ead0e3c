/** What is left in a table, asked of any table of the host by name: for what is true of many of them alike. */
import { decode } from '../spec/schema/view.ts';
import { printId } from '../spec/sorts.ts';
import { type HostState, hostSchema } from '../spec/state.ts';

export type TableName = keyof typeof hostSchema;

/** A table of which no more is known than that it can be asked. */
interface AnyTable {
  every(field: string, values: readonly unknown[], id: number): boolean;
}

/**
 * For each field of a table the words for what is left in it of one thing of the table's first sort, or null if all its
 * rows are as in an empty state.
 */
export function leftOf(name: TableName, id: number): readonly ((state: HostState) => string | null)[] {
  const { over, fields } = hostSchema[name];
  return Object.entries(fields).map(([field, kind]) => {
    const empty = [decode(kind, 0)];
    const words = `${name}.${field} of ${printId(over[0], id)} is left`;
    return (state) => ((state[name] as unknown as AnyTable).every(field, empty, id) ? null : words);
  });
}
