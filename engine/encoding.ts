/**
 * Commands as integers: an opcode and the arguments of the engine's method, in order. Encoding is done once per
 * command, so that issuing one touches nothing but a few words.
 */
import { pasidLimit, wrap } from '../spec/arguments.ts';
import type { Command, CommandKind } from '../spec/commands.ts';
import type { Injection } from './injection.ts';
import { pgdHigh, pgdLow } from './pgd.ts';
import { IOMMU_SVA_GPASID_VAL } from './vfio/bind-gpasid.ts';

/** First word of an encoded command. */
export const opcodes = {
  ioasid_set_alloc: 0,
  ioasid_alloc: 1,
  vfio_bind_gpasid: 2,
  vfio_unbind_gpasid: 3,
  ioasid_free: 4,
  ioasid_reclaim: 5,
  inject_bind_failure: 6,
  page_request: 7,
  page_response: 8,
} as const satisfies Readonly<Record<CommandKind, number>>;

/** Words of an encoded command, whatever its kind. */
export const encodedWords = 10;

/** What stands for every number that has no 32 bits: larger than anything an engine would accept. */
const huge = 2 ** 31 - 1;
const amount = (value: number): number => Math.min(value, huge);

const highHalf = (value: number): number => Math.floor(value / wrap);

/** Encodes the commands of one instance. */
export class Encoder {
  readonly #injection: Injection;
  /** Which PASID or row of the instance has a number, 0 for none. */
  readonly #idOf = new Int32Array(pasidLimit);

  constructor(injection: Injection) {
    this.#injection = injection;
    injection.pasid.forEach((number, id) => {
      this.#idOf[number] = id;
    });
  }

  /**
   * Writes a command to `into`, from `into[at]` on. The objects that it names must exist; any number may be sent as
   * data, and one that is no id of the instance becomes one that is none in the engine either.
   */
  encode(command: Command, into: Int32Array, at: number): void {
    into.set(this.#words(command), at);
  }

  /**
   * The low half of a 64-bit PASID, or all of a row. Numbers that are no id go where the ids have made room: each
   * that is taken by an id is exchanged for that id, until one is not taken.
   */
  #pasid(value: number): number {
    const { pasid } = this.#injection;
    let number = value % wrap;
    if (number < pasid.length) return pasid[number] as number;
    while (number < pasidLimit && this.#idOf[number] !== 0) number = this.#idOf[number] as number;
    return number;
  }

  #words(command: Command): number[] {
    const { vm, container, device, fd, set, pasid, grpid } = this.#injection;
    const opcode = opcodes[command.kind];
    switch (command.kind) {
      case 'ioasid_set_alloc':
        return [opcode, amount(command.type), vm[command.token ?? 0] as number, amount(command.quota)];
      case 'ioasid_alloc':
        return [opcode, vm[command.actor] as number, set[Math.min(command.set, set.length - 1)] as number];
      case 'vfio_bind_gpasid':
        return [
          opcode,
          vm[command.actor] as number,
          container[command.container] as number,
          this.#pasid(command.hpasid),
          highHalf(command.hpasid),
          command.gpasid === null ? 0 : IOMMU_SVA_GPASID_VAL,
          this.#pasid(command.gpasid ?? 0),
          highHalf(command.gpasid ?? 0),
          pgdLow(command.gpgd),
          pgdHigh(command.gpgd),
        ];
      case 'vfio_unbind_gpasid':
        return [
          opcode,
          vm[command.actor] as number,
          container[command.container] as number,
          this.#pasid(command.hpasid),
          highHalf(command.hpasid),
        ];
      case 'ioasid_free':
        return [opcode, vm[command.actor] as number, this.#pasid(command.hpasid), highHalf(command.hpasid)];
      case 'ioasid_reclaim':
        return [opcode, pasid[command.hpasid] as number];
      case 'inject_bind_failure':
        return [opcode, device[command.device] as number, command.enabled];
      case 'page_request':
        return [
          opcode,
          device[command.actor] as number,
          // A row has 32 bits; a larger number is none, and neither is 0.
          highHalf(command.pasid) === 0 ? this.#pasid(command.pasid) : 0,
          grpid[command.grpid] as number,
        ];
      case 'page_response':
        return [
          opcode,
          vm[command.actor] as number,
          fd[command.fd] as number,
          this.#pasid(command.pasid),
          highHalf(command.pasid),
          grpid[command.grpid] ?? command.grpid,
          amount(command.code),
        ];
    }
  }
}
