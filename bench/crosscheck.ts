/**
 * `npm run crosscheck`: other checkers search exports of the host, and must count what ours counts and find a planted
 * fault as near. Spin and Rumur are installed where that is possible; TLC takes part where TLA2TOOLS names its jar.
 */
import { resolve } from 'node:path';
import { exitCodes } from '../cli/exit-codes.ts';
import { guestOwned } from '../generators/instances/guest-owned.ts';
import { identity } from '../generators/instances/identity.ts';
import { twoContainers } from '../generators/instances/two-containers.ts';
import { twoGuests } from '../generators/instances/two-guests.ts';
import { noHandoverWhileCarried } from '../invariants/ioasid/no-handover-while-carried.ts';
import { entryOwner } from '../invariants/iommu/entry-owner.ts';
import { expectedResponse } from '../invariants/page-request/expected-response.ts';
import { noneAfterUnbind } from '../invariants/page-request/none-after-unbind.ts';
import { thousands } from '../report/numbers.ts';
import { table } from '../report/table.ts';
import type { Design } from '../spec/designs/design.ts';
import { designs } from '../spec/designs/designs.ts';
import { rumur, spin, tlc, vsva } from './crosscheck/checkers.ts';
import { countRows, lengthRow, type Row } from './crosscheck/rows.ts';
import { broken, exhausted } from './crosscheck/subject.ts';
import { ToolFailed } from './tools/measure.ts';
import { installPackages } from './tools/packages.ts';

const jar = process.env['TLA2TOOLS'];
const checkers = [
  { name: 'vsva', run: vsva },
  { name: 'Spin', run: spin },
  { name: 'Rumur', run: rumur },
  ...(jar === undefined ? [] : [{ name: 'TLC', run: tlc(resolve(jar)) }]),
];
const instances = [identity, twoGuests, twoContainers, guestOwned];
const faults = [
  { instance: identity, design: 'vfio-v1', invariant: entryOwner },
  { instance: identity, design: 'fault/no-drain', invariant: noneAfterUnbind },
  { instance: identity, design: 'fault/free-leaves-bindings', invariant: noHandoverWhileCarried },
  { instance: twoContainers, design: 'fault/double-response', invariant: expectedResponse },
];

function* rows(): Generator<readonly Row[]> {
  for (const instance of instances) {
    const subject = exhausted(instance);
    yield countRows(
      instance.name,
      checkers.map(({ run }) => run(subject)),
    );
  }
  for (const { instance, design, invariant } of faults) {
    const subject = broken(instance, designs.find(({ name }) => name === design) as Design, invariant);
    const findings = checkers.map(({ run }) => run(subject));
    yield [lengthRow(`${instance.name}, ${design}, ${invariant.id}`, findings)];
  }
}

function crosscheck(): number {
  const missing = installPackages();
  if (missing !== null) {
    console.error(`crosscheck: ${missing}`);
    return exitCodes.system;
  }
  const all: Row[] = [];
  for (const some of rows()) {
    all.push(...some);
    console.error(
      `${(some[0] as Row).what.replace(/: .*/, '')}: ${some.every(({ agree }) => agree) ? 'agreed' : 'DIFFERENT'}`,
    );
  }
  const lines = all.map(({ what, values, agree }) => [
    what,
    ...values.map((value) => (value === null ? '' : thousands(value))),
    agree ? '' : 'DIFFERENT',
  ]);
  console.log(table(lines, '', ['', ...checkers.map(({ name }) => name), '']).join('\n'));
  return all.every(({ agree }) => agree) ? exitCodes.ok : exitCodes.gate;
}

try {
  process.exitCode = crosscheck();
} catch (error) {
  if (!(error instanceof ToolFailed)) throw error;
  console.error(`crosscheck: ${error.message}`);
  process.exitCode = exitCodes.system;
}
