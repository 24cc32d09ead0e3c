/**
 * The state of the benchmark protocol. It is a small world of its own, apart from the host in `spec/state.ts`: what
 * it shares with it is the schema language and the sorts. At most 63 bits in the largest configuration.
 */
import { type Layout, layoutOf } from '../../spec/schema/layout.ts';
import { enumeration, flag, optional, type StateOf, table } from '../../spec/schema.ts';
import { noMembers } from '../../spec/sorts.ts';
import { type Configuration, devices, vms } from './configuration.ts';

/** The guest PASIDs. They are names and no sort: one bit then holds the one being bound. */
export const gpasids = ['g1', 'g2'] as const;
export type GuestPasid = (typeof gpasids)[number];

export const protocolSchema = {
  /** `hpasid` and `gpasid` are what a bind in progress is about; both have their default when there is none. */
  vm: table(['vm'], {
    up: flag(),
    phase: enumeration('idle', 'binding', 'rolling back'),
    hpasid: optional('hpasid'),
    gpasid: enumeration(...gpasids),
  }),
  pasid: table(['hpasid'], { owner: optional('vm') }),
  device: table(['device'], { attached: flag(), priEnabled: flag() }),
  /** The PASID table of each device. `cached` stays behind when an entry goes, until it is invalidated. */
  entry: table(['device', 'hpasid'], {
    kind: enumeration('absent', 'identity', ...gpasids),
    cached: flag(),
  }),
  /** Page request groups of each device: the PASID whose request waits for a response. */
  group: table(['device', 'grpid'], { pending: optional('hpasid') }),
} as const;

export type ProtocolState = StateOf<typeof protocolSchema>;

export const protocolLayout = ({ hpasids, grpids }: Configuration): Layout & { schema: typeof protocolSchema } => {
  const sizes = { ...noMembers, vm: vms.length, device: devices.length, hpasid: hpasids, grpid: grpids };
  return { ...layoutOf(protocolSchema, { sizes, capacity: 0 }), schema: protocolSchema };
};
