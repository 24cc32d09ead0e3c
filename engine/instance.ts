/**
 * An instance of the specification, run on an engine: its commands, its answers and its abstract state, in its own
 * ids. The engine may be as large as it likes; nothing here costs more than the instance is large.
 */
import { pasidLimit } from '../spec/arguments.ts';
import type { Command } from '../spec/commands.ts';
import type { Answer } from '../spec/errno.ts';
import { hostLayout } from '../spec/state.ts';
import type { Topology } from '../spec/topology.ts';
import { attachmentOf } from './attachment.ts';
import { Cells } from './cells.ts';
import { Codes } from './codes.ts';
import { dispatch } from './dispatch.ts';
import { Encoder, encodedWords, opcodes } from './encoding.ts';
import { Footprint } from './footprint.ts';
import { FullHost, type Host, type HostClass } from './host.ts';
import { type Injection, spreadInjection } from './injection.ts';
import { load } from './load.ts';
import { type Places, placesOf } from './places.ts';
import { save } from './save.ts';

export interface EngineOptions {
  /** The class of the engine: of another geometry, or one derived to be at fault. */
  readonly Host?: HostClass;
  /** How ids become numbers of the engine; by default a small instance is spread over all of it. */
  readonly injection?: typeof spreadInjection;
}

/** One topology on one engine. */
export class EngineInstance {
  /** Number of ints of an encoded command. */
  readonly encodedWords = encodedWords;
  readonly host: Host;
  readonly #topology: Topology;
  readonly #injection: Injection;
  readonly #encoder: Encoder;
  readonly #codes: Codes;
  readonly #cells: Cells;
  readonly #scratch = new Int32Array(encodedWords);
  #places: Places | null = null;
  #footprint: Footprint | null = null;
  #stray = 0;

  /** The instance after boot. Throws `RangeError` when the topology is too large for the engine. */
  constructor(topology: Topology, { Host = FullHost, injection = spreadInjection }: EngineOptions = {}) {
    const { geometry } = Host.regions;
    this.#topology = topology;
    this.#injection = injection(topology.sizes, geometry);
    this.#encoder = new Encoder(this.#injection);
    this.#codes = new Codes(topology, this.#injection, geometry);
    this.host = new Host(attachmentOf(topology, this.#injection));
    const { words } = this.host;
    this.#cells = new Cells(words, Host.regions, hostLayout(topology), this.#injection, this.#codes);
  }

  /** Writes a command, whose objects must exist, as `encodedWords` integers to `into`, from `into[at]` on. */
  encode(command: Command, into: Int32Array, at: number): void {
    this.#encoder.encode(command, into, at);
  }

  /**
   * Issues the command encoded from `encoded[at]` on. An id that is answered is the instance's; a number of the
   * engine that is none of these comes back as 2^20 or more.
   */
  issue(encoded: Int32Array, at: number): Answer {
    const result = dispatch(this.host, encoded, at);
    if (result < 0) return result;
    switch (encoded[at]) {
      case opcodes.ioasid_alloc:
      case opcodes.ioasid_alloc_range:
      case opcodes.ioasid_find_by_spid:
      case opcodes.vcmd_alloc_pasid:
      case opcodes.iommu_aux_attach_device:
      case opcodes.vfio_pasid_request_alloc:
        return this.#codes.hpasid[result] || pasidLimit + result;
      case opcodes.ioasid_set_alloc:
      case opcodes.ioasid_find_mm_set:
        return (this.#codes.setRow[result + 1] || pasidLimit + result + 1) - 1;
      default:
        return result;
    }
  }

  /** Encodes and issues a command. */
  execute(command: Command): Answer {
    this.encode(command, this.#scratch, 0);
    return this.issue(this.#scratch, 0);
  }

  /**
   * Takes the packed state (see `spec/schema/layout.ts`) whose words start at `words[at]`. One that no sequence of
   * commands reaches need not be taken exactly. Throws `RangeError` if states of the instance do not fit the engine.
   */
  load(words: Int32Array, at: number): void {
    const places = this.#known();
    load(this.host, places, words, at);
    this.#footprint ??= new Footprint(places);
    this.#footprint.take(this.host.words);
  }

  /** Whether the abstract state is still the one that was loaded last, and nothing stray has been added. */
  isUntouched(): boolean {
    return this.#footprint?.isUntouched(this.host.words) ?? false;
  }

  /** Writes the packed state to `words`, from `words[at]` on. What has no place in it is counted in `stray`. */
  save(words: Int32Array, at: number): void {
    this.#stray = save(this.host.words, this.#known(), this.#codes, words, at);
  }

  /** How many things the engine held at the last `save` that have no place in the instance: 0 if it is correct. */
  stray(): number {
    return this.#stray;
  }

  /**
   * The code of one cell; `column` is its number in the layout, `row` may exceed 2^31. -1 if the engine holds a value
   * there that the instance does not have.
   */
  cell(column: number, row: number): number {
    return this.#cells.code(column, row);
  }

  /** How many cells of a column differ from their default, those of no id of the instance included. */
  occupied(column: number): number {
    return this.#cells.occupied(column);
  }

  #known(): Places {
    this.#places ??= placesOf(this.#topology, this.#injection, (this.host.constructor as HostClass).regions);
    return this.#places;
  }
}
