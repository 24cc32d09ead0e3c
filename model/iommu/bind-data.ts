/** What the IOMMU driver asks of the data of a bind besides its numbers, in two parts: when it is handed it, and when it sets the entry up. */
import { bindFormats, vtdFlags } from '../../spec/arguments.ts';
import type { Topology } from '../../spec/topology.ts';

/** The data of a bind, as far as it says how the guest's page table is to be walked. */
export interface WalkData {
  readonly format: number;
  readonly addressWidth: number;
  readonly flags: number;
}

export const isOtherFormat = ({ format }: WalkData): boolean => format !== bindFormats.VTD;

export const hasUnknownFlag = ({ flags }: WalkData): boolean => (flags & ~vtdFlags.known) !== 0;

export const isTooWide = (topology: Topology, { addressWidth }: WalkData): boolean =>
  addressWidth !== 48 && !(addressWidth === 57 && topology.can('57-bit'));

export const isUnserved = (topology: Topology, { flags }: WalkData): boolean =>
  ((flags & vtdFlags.SRE) !== 0 && !topology.can('SRE')) || ((flags & vtdFlags.EAFE) !== 0 && !topology.can('EAFE'));

const memoryTypes = vtdFlags.PCD | vtdFlags.PWT | vtdFlags.EMTE | vtdFlags.CD;

/** WPE is known and not looked at. */
export const hasMemoryType = ({ flags }: WalkData): boolean => (flags & memoryTypes) !== 0;
