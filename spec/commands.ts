/** All commands of the host, in the order in which stories prefer them. */
import type { ArgumentValue } from './arguments.ts';
import type { CommandOf, CommandSpec } from './command.ts';
import { type Answer, parseErrno, printErrno } from './errno.ts';
import { ioasidAlloc } from './ioasid/alloc.ts';
import { ioasidFree } from './ioasid/free.ts';
import { ioasidReclaim } from './ioasid/reclaim.ts';
import { ioasidSetAlloc } from './ioasid/set-alloc.ts';
import { injectBindFailure } from './iommu/inject-bind-failure.ts';
import { pageRequest } from './page-request/page-request.ts';
import { pageResponse } from './page-request/page-response.ts';
import type { Rule } from './rule.ts';
import { printId, sorts } from './sorts.ts';
import type { Topology } from './topology.ts';
import { vfioBindGpasid } from './vfio/bind-gpasid.ts';
import { vfioUnbindGpasid } from './vfio/unbind-gpasid.ts';

export const commandSpecs = {
  ioasid_set_alloc: ioasidSetAlloc,
  ioasid_alloc: ioasidAlloc,
  vfio_bind_gpasid: vfioBindGpasid,
  vfio_unbind_gpasid: vfioUnbindGpasid,
  ioasid_free: ioasidFree,
  ioasid_reclaim: ioasidReclaim,
  inject_bind_failure: injectBindFailure,
  page_request: pageRequest,
  page_response: pageResponse,
} as const;

export type CommandKind = keyof typeof commandSpecs;
export type SpecOf<Kind extends CommandKind> = (typeof commandSpecs)[Kind];
/** Any command, as plain data. */
export type Command = { [Kind in CommandKind]: CommandOf<SpecOf<Kind>> }[CommandKind];
export type CommandOfKind<Kind extends CommandKind> = CommandOf<SpecOf<Kind>>;

export const commandKinds = Object.keys(commandSpecs) as readonly CommandKind[];

/** Every rule of every command, in order. */
export const rules: readonly Rule[] = commandKinds.flatMap((kind) => commandSpecs[kind].rules as readonly Rule[]);

export type CommandJson = Readonly<Record<string, string>>;

const specOf = (kind: CommandKind): CommandSpec => commandSpecs[kind];

/** The values of a command's arguments, in the order of its specification. */
export function argumentsOf(command: Command): readonly ArgumentValue[] {
  const values = command as unknown as Readonly<Record<string, ArgumentValue>>;
  return Object.keys(specOf(command.kind).args).map((name) => values[name] as ArgumentValue);
}

/** The command of a kind with these values of its arguments. */
export function commandOf(kind: CommandKind, values: readonly ArgumentValue[]): Command {
  const names = Object.keys(specOf(kind).args);
  return { kind, ...Object.fromEntries(names.map((name, place) => [name, values[place]])) } as unknown as Command;
}

/** The first argument that names an object which the topology does not have, or null. */
export function missingObject(topology: Topology, command: Command): string | null {
  const values = argumentsOf(command);
  const args = Object.entries(specOf(command.kind).args);
  const missing = args.find(([, { exists }], place) => !exists(topology, values[place] as ArgumentValue));
  return missing === undefined ? null : missing[0];
}

function printedArguments(command: Command): [string, string][] {
  const values = argumentsOf(command);
  return Object.entries(specOf(command.kind).args).map(([name, { print }], place) => [
    name,
    print(values[place] as ArgumentValue),
  ]);
}

/** `vfio_bind_gpasid(actor=vm1, container=c1, hpasid=p2, gpasid=g1, gpgd=pgd1)` */
export function printCommand(command: Command): string {
  const list = printedArguments(command).map(([name, value]) => `${name}=${value}`);
  return `${command.kind}(${list.join(', ')})`;
}

/** `-EBUSY`, `0`, or the id that was chosen: `p1`. */
export function printAnswer({ kind }: Command, answer: Answer): string {
  const { answers } = specOf(kind);
  if (answer < 0) return printErrno(answer);
  return answers === 'zero' ? String(answer) : printId(answers, answer);
}

/** The answer that a text names, undefined if it names none. The inverse of `printAnswer`. */
export function parseAnswer({ kind }: Command, text: string): Answer | undefined {
  const { answers } = specOf(kind);
  const prefix = answers === 'zero' ? '' : sorts[answers].prefix;
  const errno = parseErrno(text);
  if (errno !== undefined) return errno;
  const digits = text.slice(prefix.length);
  return text.startsWith(prefix) && /^(0|[1-9][0-9]{0,14})$/.test(digits) ? Number(digits) : undefined;
}

/** `{"kind": "vfio_bind_gpasid", "actor": "vm1", "hpasid": "p1", …}` */
export function commandToJson(command: Command): CommandJson {
  return { kind: command.kind, ...Object.fromEntries(printedArguments(command)) };
}

/** A JSON value that is no command; the message says what is wrong with it. */
export class NotACommand extends Error {}

export function commandFromJson(json: unknown): Command {
  if (typeof json !== 'object' || json === null) throw new NotACommand('a command is an object');
  const given = json as Readonly<Record<string, unknown>>;
  const kind = given['kind'];
  if (typeof kind !== 'string' || !Object.hasOwn(commandSpecs, kind)) {
    throw new NotACommand(`there is no command ${JSON.stringify(kind)}`);
  }
  const { args } = specOf(kind as CommandKind);
  const unknown = Object.keys(given).find((name) => name !== 'kind' && !Object.hasOwn(args, name));
  if (unknown !== undefined) throw new NotACommand(`${kind} has no argument ${JSON.stringify(unknown)}`);
  const values = Object.entries(args).map(([name, { parse }]) => {
    const value = typeof given[name] === 'string' ? parse(given[name]) : undefined;
    if (value === undefined) throw new NotACommand(`${name} of ${kind} cannot be ${JSON.stringify(given[name])}`);
    return value;
  });
  return commandOf(kind as CommandKind, values);
}
