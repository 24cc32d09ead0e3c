/**
 * The benchmark protocol in Murphi, written by hand, with host PASIDs as a scalarset: what Rumur needs to merge states
 * that differ in their numbers only. Exports have no scalarsets. Devices, VMs and page request groups are unrolled,
 * as in an export, for that is much faster than quantifying over them. Not here: faults.
 */
import type { Device, Vm } from '../../spec/sorts.ts';
import { type Configuration, devices, devicesOf, guestOwnedVm, quota, vmOf, vms } from './configuration.ts';
import { gpasids } from './schema.ts';

/** Codes of an entry, as in the schema: absent, identity, and then the guest PASIDs. */
const [absent, identity] = [0, 1];
const tracks = gpasids.map((_, index) => identity + 1 + index);
const [idle, binding, rollingBack] = [0, 1, 2];
/** Code of an owner: 0 is none. */
const owned = (vm: Vm): string => `${vm}`;

const all = (terms: readonly string[]): string => terms.join(' & ');
const any = (terms: readonly string[]): string => `(${terms.join(' | ')})`;
const rule = (name: string, guard: readonly string[], effect: readonly string[]): string =>
  `rule "${name}" ${all(guard)} ==> begin ${effect.join(' ')} end;`;
/** That a variable which may be undefined holds the PASID. */
const holds = (variable: string): string => `(!isundefined(${variable}) & ${variable} = p)`;

class SymmetricMurphi {
  readonly #hpasids: number;
  readonly #grpids: readonly number[];

  constructor({ hpasids, grpids }: Configuration) {
    this.#hpasids = hpasids;
    this.#grpids = Array.from({ length: grpids }, (_, group) => group);
  }

  get lines(): readonly string[] {
    return [
      `type PASID: scalarset(${this.#hpasids});`,
      'var owner: array[PASID] of 0..2;',
      ...vms.map((vm) => `up${vm}: 0..1; phase${vm}: 0..2; bound${vm}: PASID;`),
      'gpasid: 0..1;',
      ...devices.map((d) => `attached${d}: 0..1; pri${d}: 0..1;`),
      ...devices.map(
        (d) => `entry${d}: array[PASID] of 0..${identity + gpasids.length}; cached${d}: array[PASID] of 0..1;`,
      ),
      ...devices.flatMap((d) => this.#grpids.map((group) => `${this.#pending(d, group)}: PASID;`)),
      'startstate begin',
      'for q: PASID do owner[q] := 0; end;',
      ...vms.flatMap((vm) => [`up${vm} := 1;`, ...this.#toIdle(vm)]),
      ...devices.flatMap((d) => [`attached${d} := 1;`, ...this.#blank(d)]),
      'end;',
      'ruleset p: PASID do',
      ...devices.flatMap((d) => this.#rulesOfDeviceAndPasid(d)),
      ...vms.flatMap((vm) => this.#rulesOfVmAndPasid(vm)),
      'end;',
      ...devices.flatMap((d) => this.#rulesOfDevice(d)),
      ...vms.flatMap((vm) => this.#rulesOfVm(vm)),
      ...this.#invariants(),
    ];
  }

  #pending(device: Device, group: number): string {
    return `pending${device}_${group}`;
  }

  #toIdle(vm: Vm): readonly string[] {
    return [`phase${vm} := ${idle};`, `undefine bound${vm};`, ...(vm === guestOwnedVm ? ['gpasid := 0;'] : [])];
  }

  #blank(d: Device): readonly string[] {
    return [
      `pri${d} := 1;`,
      `for q: PASID do entry${d}[q] := ${absent}; cached${d}[q] := 0; end;`,
      ...this.#grpids.map((group) => `undefine ${this.#pending(d, group)};`),
    ];
  }

  #drop(vm: Vm): readonly string[] {
    return devicesOf(vm).flatMap((d) => [
      `entry${d}[p] := ${absent};`,
      ...this.#grpids.map(
        (group) => `if ${holds(this.#pending(d, group))} then undefine ${this.#pending(d, group)}; end;`,
      ),
    ]);
  }

  #rulesOfDeviceAndPasid(d: Device): readonly string[] {
    const vm = vmOf(d);
    const isBinding = [`phase${vm} = ${binding}`, holds(`bound${vm}`), `attached${d} = 1`, `entry${d}[p] = ${absent}`];
    const others = devicesOf(vm).filter((other) => other !== d);
    const isDone = all(['true', ...others.map((o) => any([`attached${o} = 0`, `entry${o}[p] != ${absent}`]))]);
    const value = vm === guestOwnedVm ? `${tracks[0]} + gpasid` : `${identity}`;
    return [
      ...this.#grpids.flatMap((group) => {
        const pending = this.#pending(d, group);
        const answered = `undefine ${pending};`;
        return [
          rule(`response ${d} ${group} 0`, [holds(pending)], [answered]),
          rule(`response ${d} ${group} 1`, [holds(pending)], [answered]),
          rule(`response ${d} ${group} 2`, [holds(pending)], [answered, `pri${d} := 0;`]),
          rule(
            `request ${d} ${group}`,
            [`pri${d} = 1`, `entry${d}[p] != ${absent}`, `isundefined(${pending})`],
            [`${pending} := p;`, `cached${d}[p] := 1;`],
          ),
        ];
      }),
      rule(`invalidate ${d}`, [`cached${d}[p] = 1`], [`cached${d}[p] := 0;`]),
      rule(`bindDev ${d}`, isBinding, [`entry${d}[p] := ${value};`, `if ${isDone} then`, ...this.#toIdle(vm), 'end;']),
      rule(`bindFail ${d}`, isBinding, [`phase${vm} := ${rollingBack};`]),
    ];
  }

  #rulesOfVmAndPasid(vm: Vm): readonly string[] {
    const own = devicesOf(vm);
    const startable = [
      `up${vm} = 1`,
      `phase${vm} = ${idle}`,
      `owner[p] = ${owned(vm)}`,
      any(own.map((d) => `attached${d} = 1`)),
      ...own.map((d) => `entry${d}[p] = ${absent}`),
    ];
    const started = [`phase${vm} := ${binding};`, `bound${vm} := p;`];
    const starts =
      vm === guestOwnedVm
        ? gpasids.map((gpasid, index) => {
            const untracked = all(own.map((d) => `entry${d}[q] != ${tracks[index]}`));
            const guard = [...startable, `forall q: PASID do ${untracked} end`];
            return rule(`bindStart ${vm} ${gpasid}`, guard, [...started, `gpasid := ${index};`]);
          })
        : [rule(`bindStart ${vm}`, startable, started)];
    return [
      ...starts,
      rule(
        `rollback ${vm}`,
        [`phase${vm} = ${rollingBack}`, holds(`bound${vm}`)],
        [...this.#drop(vm), ...this.#toIdle(vm)],
      ),
      rule(`unbind ${vm}`, [`phase${vm} = ${idle}`, any(own.map((d) => `entry${d}[p] != ${absent}`))], this.#drop(vm)),
      rule(
        `alloc ${vm}`,
        [`up${vm} = 1`, 'owner[p] = 0', ...this.#isLeft(vm, 'q != p')],
        [`owner[p] := ${owned(vm)};`],
      ),
      rule(
        `free ${vm}`,
        [
          `owner[p] = ${owned(vm)}`,
          `!${holds(`bound${vm}`)}`,
          ...devices.flatMap((d) => [`entry${d}[p] = ${absent}`, `cached${d}[p] = 0`]),
        ],
        ['owner[p] := 0;'],
      ),
    ];
  }

  /** That a VM does not own all PASIDs that meet the condition: all but as many as its quota, if there are so many. */
  #isLeft(vm: Vm, condition: string): readonly string[] {
    return this.#hpasids > quota ? [`exists q: PASID do ${condition} & owner[q] != ${owned(vm)} end`] : [];
  }

  #rulesOfDevice(d: Device): readonly string[] {
    const vm = vmOf(d);
    return [
      rule(`priEnable ${d}`, [`attached${d} = 1`, `pri${d} = 0`], [`pri${d} := 1;`]),
      rule(`attach ${d}`, [`up${vm} = 1`, `phase${vm} = ${idle}`, `attached${d} = 0`], [`attached${d} := 1;`]),
      rule(`detach ${d}`, [`attached${d} = 1`, `phase${vm} = ${idle}`], [`attached${d} := 0;`, ...this.#blank(d)]),
    ];
  }

  #rulesOfVm(vm: Vm): readonly string[] {
    const own = devicesOf(vm);
    return [
      rule(`vmStart ${vm}`, [`up${vm} = 0`], [`up${vm} := 1;`, ...own.map((d) => `attached${d} := 1;`)]),
      rule(
        `vmExit ${vm}`,
        [`up${vm} = 1`, `phase${vm} = ${idle}`],
        [
          `up${vm} := 0;`,
          `for q: PASID do if owner[q] = ${owned(vm)} then owner[q] := 0; end; end;`,
          ...own.flatMap((d) => [`attached${d} := 0;`, ...this.#blank(d)]),
        ],
      ),
    ];
  }

  #invariants(): readonly string[] {
    const ofPasid = devices.flatMap((d) => {
      const vm = vmOf(d);
      const own = `owner[p] = ${owned(vm)}`;
      return [
        any([`entry${d}[p] = ${absent}`, `(${all([`attached${d} = 1`, `up${vm} = 1`, own])})`]),
        vm === guestOwnedVm ? `entry${d}[p] != ${identity}` : `entry${d}[p] <= ${identity}`,
        any([`cached${d}[p] = 0`, `(${all([`attached${d} = 1`, own])})`]),
      ];
    });
    const tracking = devicesOf(guestOwnedVm);
    const unique = tracks.map((gpasid) => {
      const free = (of: string): string => all(tracking.map((d) => `entry${d}[${of}] != ${gpasid}`));
      return any([`(${free('p')})`, `forall q: PASID do q = p | (${free('q')}) end`]);
    });
    const requests = devices.flatMap((d) =>
      this.#grpids.map((group) => {
        const pending = this.#pending(d, group);
        return any([`isundefined(${pending})`, `entry${d}[${pending}] != ${absent}`]);
      }),
    );
    const contexts = vms.map((vm) => {
      const empty = all([
        `phase${vm} = ${idle}`,
        `isundefined(bound${vm})`,
        ...(vm === guestOwnedVm ? ['gpasid = 0'] : []),
      ]);
      const founded = all([`phase${vm} != ${idle}`, `!isundefined(bound${vm})`, `owner[bound${vm}] = ${owned(vm)}`]);
      return any([`(${empty})`, `(${founded})`]);
    });
    const quotas = vms.flatMap((vm) => this.#isLeft(vm, 'true'));
    const each = `forall p: PASID do ${all([...ofPasid, ...unique])} end`;
    return [rule('violation', [`!(${all([...requests, ...contexts, ...quotas, each])})`], ['error "an invariant";'])];
  }
}

/** The text of a model in Murphi. */
export const symmetricMurphi = (configuration: Configuration): string =>
  `${new SymmetricMurphi(configuration).lines.join('\n')}\n`;
