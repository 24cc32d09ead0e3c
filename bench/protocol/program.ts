/** The benchmark protocol in one configuration as a program to be compiled. Every mark is an invariant broken. */
import { type Case, type Outcome, type Program, sight } from '../../compile/program.ts';
import type { Store } from '../../spec/schema/store.ts';
import { viewOf } from '../../spec/schema/view.ts';
import { idsOf } from '../../spec/sorts.ts';
import { type Command, commandsOf, type Kind, printCommand } from './commands.ts';
import { type Configuration, devices, type Fault, vms } from './configuration.ts';
import * as device from './device-transitions.ts';
import { invariants } from './invariants.ts';
import { protocolLayout } from './schema.ts';
import type { Host, Transition } from './transition.ts';
import * as vm from './vm-transitions.ts';

const transitions: { readonly [K in Kind]: Transition<K> } = { ...device, ...vm };

const perform = (host: Host, command: Command): Outcome =>
  // The table above is where kinds and types are held together.
  (transitions[command.kind] as Transition<never>)(host, command as never);

function boot({ state }: Host): void {
  for (const each of vms) state.vm.at(each).up = true;
  for (const each of devices) {
    const row = state.device.at(each);
    row.attached = true;
    row.priEnabled = true;
  }
}

const casesOf = (host: Host): readonly Case[] =>
  invariants.flatMap((invariant, mark) =>
    invariant.broken(host).map((broken) => ({
      look: () => (broken() ? sight.broken : sight.nothing),
      met: null,
      broken: mark,
    })),
  );

/** @param fault makes the protocol wrong on purpose; null leaves it right. */
export function protocol(configuration: Configuration, fault: Fault | null = null): Program {
  const layout = protocolLayout(configuration);
  const commands = commandsOf(configuration);
  const hpasids = idsOf('hpasid', configuration.hpasids);
  const grpids = idsOf('grpid', configuration.grpids);
  return {
    layout,
    actions: commands.map(printCommand),
    marks: invariants.map(({ name }) => name),
    refusalMark: () => null,
    on: (store: Store) => {
      const host: Host = { state: viewOf(layout, store), hpasids, grpids, fault };
      return {
        boot: () => boot(host),
        act: (action) => perform(host, commands[action] as Command),
        stateCases: casesOf(host),
        stepCases: () => [],
      };
    },
  };
}
