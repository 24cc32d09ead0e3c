/** What there is, kind by kind: the entries that `vsva list` prints. */
import { deepInstances } from '../generators/deep-instances.ts';
import { hosts, instances } from '../generators/instances.ts';
import { properties } from '../invariants/properties.ts';
import type { CommandSpec } from '../spec/command.ts';
import { commandKinds, commandSpecs } from '../spec/commands.ts';
import { designs } from '../spec/designs/designs.ts';
import { faults } from '../spec/designs/faults.ts';

/** One line of a list, `id` first. All entries of a kind have the same fields. */
export type Entry = Readonly<Record<string, string | number>> & { readonly id: string };

export interface Listing {
  readonly about: string;
  readonly entries: readonly Entry[];
}

const specs: readonly CommandSpec[] = commandKinds.map((kind) => commandSpecs[kind]);
const isFault = (id: string): boolean => faults.some(({ name }) => name === id);

/** Every kind of thing that can be listed. */
export const catalogue = {
  rules: {
    about: 'what refuses a command: by command, in order of precedence',
    entries: specs.flatMap(({ kind, rules }) =>
      rules.map(({ id, errno, because }) => ({ id, errno, command: kind, because })),
    ),
  },
  commands: {
    about: 'what can be asked of the host',
    entries: specs.map(({ kind, rules, summary }) => ({ id: kind, rules: rules.length, summary })),
  },
  invariants: {
    about: 'what no command may ever break, and what every fair run must come to',
    entries: properties.map(({ id, of, sentence }) => ({ id, of, sentence })),
  },
  instances: {
    about: 'named hosts, for vsva check or vsva run',
    entries: hosts.map(({ name, purpose }) => ({
      id: name,
      for: [...instances, ...deepInstances].some((instance) => instance.name === name) ? 'check' : 'run',
      purpose,
    })),
  },
  designs: {
    about: 'the golden design, and designs that were proposed',
    entries: designs.filter(({ name }) => !isFault(name)).map(({ name, about }) => ({ id: name, about })),
  },
  faults: {
    about: 'designs at fault: golden, but for what is said',
    entries: faults.map(({ name, about }) => ({ id: name, about })),
  },
} satisfies Readonly<Record<string, Listing>>;

export type Kind = keyof typeof catalogue;

export const kinds = Object.keys(catalogue) as readonly Kind[];
