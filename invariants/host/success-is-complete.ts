import { cacheTypes, getters, iommuTypes, kernelActor, setTypes } from '../../spec/arguments.ts';
import type { Command, CommandKind, CommandOfKind } from '../../spec/commands.ts';
import {
  type Device,
  type DmaMap,
  type Gpasid,
  type Hpasid,
  member,
  type Prq,
  type Row,
  type SetId,
  type User,
  type VfioIommu,
  type Vm,
} from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import { aux } from '../../spec/state.ts';
import type { Topology } from '../../spec/topology.ts';
import { isAttached } from '../attachment.ts';
import { countSuccess, type Step, type StepCase, type StepInvariant } from '../invariant.ts';
import { ownerOf } from '../owner.ts';

/** What an unbind promises is vfio/unbind-leaves-nothing, what an invalidation does guest/shadow-follows-guest. */
type Promising = Exclude<CommandKind, 'mm_exit' | 'vfio_unbind_gpasid' | 'pasid_cache_invalidate'>;

/** What has not happened of one thing that a command's success promises, or null. */
type Missing = (step: Step) => string | null;

/** What is lost leaves a mark; what is not is in the queue. */
const sentTo =
  (prq: Prq): Missing =>
  ({ after }) =>
    after.prq.at(prq).head !== null || after.prq.at(prq).overflow ? null : 'the message is nowhere';

/** An allocation answers a host PASID that was free, and is idle in the set. */
const allocated =
  (set: number): Missing =>
  ({ answer, before, after }) => {
    if (before.ioasid.at(answer as Hpasid).state !== 'free') return `p${answer} was not free`;
    const ioasid = after.ioasid.at(answer as Hpasid);
    return ioasid.state === 'idle' && ioasid.set === set ? null : `p${answer} is not idle in s${set}`;
  };

const missing: {
  readonly [Kind in Promising]: (topology: Topology, command: CommandOfKind<Kind>) => readonly Missing[];
} = {
  ioasid_set_alloc: (_, { type, token, quota }) => [
    ({ answer, after }) => {
      const set = after.ioasidSet.at(answer as SetId);
      const typed = set.type === (type === setTypes.MM ? 'MM' : 'NULL') && set.token === token;
      return typed && (quota === 0 || set.quota === quota) ? null : `s${answer} is not that set`;
    },
  ],
  ioasid_alloc: (_, { set }) => [allocated(set)],
  vfio_bind_gpasid: (topology, { container, hpasid: value, gpgd }) => {
    const hpasid = member('hpasid', topology.sizes.hpasid, value);
    if (hpasid === null) return [() => 'there is no such host PASID'];
    const inUse: Missing = ({ after }) => {
      const { state } = after.ioasid.at(hpasid);
      return state === 'active' ? null : `p${hpasid} is ${state}`;
    };
    const onDevice =
      (device: Device): Missing =>
      ({ after }) => {
        if (!isAttached(topology, after, device)) return null;
        if (after.binding.at(hpasid, device).pgd !== gpgd) return `p${hpasid} is not bound on d${device}`;
        const { pgd } = after.pasidEntry.at(device, hpasid as number as Row);
        return pgd === gpgd ? null : `row ${hpasid} of d${device} does not hold the page directory`;
      };
    return [inUse, ...topology.devicesOf(container).map(onDevice)];
  },
  ioasid_free: (_, { hpasid }) => [
    ({ after }) => {
      const { state } = after.ioasid.at(hpasid as Hpasid);
      return state === 'free' || state === 'free_pending' ? null : `p${hpasid} is ${state}`;
    },
  ],
  ioasid_reclaim: (_, { hpasid }) => [
    ({ after }) => {
      const { state } = after.ioasid.at(hpasid);
      if (state === 'free' || after.ioasidUser.some('holds', true, hpasid)) return null;
      return `p${hpasid} is ${state}, and has no user`;
    },
  ],
  ioasid_attach_spid: ({ vms }, { hpasid, spid }) => [
    ({ after }) => {
      const named = vms.some((vm) => after.guestToHost.at(vm, spid as Gpasid).hpasid === hpasid);
      return named ? null : `g${spid} does not stand for p${hpasid}`;
    },
  ],
  ioasid_detach_spid: (_, { hpasid }) => [
    ({ after }) => (after.guestToHost.some('hpasid', hpasid) ? `a gpasid stands for p${hpasid} still` : null),
  ],
  ioasid_find_by_spid: (_, { actor }) => [
    ({ answer, after }) =>
      after.ioasidUser.at(answer as Hpasid, actor).holds ? null : `user${actor} has no reference on p${answer}`,
  ],
  ioasid_alloc_range: (_, { set }) => [allocated(set)],
  ioasid_attach_data: (_, { actor, hpasid }) => [
    ({ after }) =>
      after.ioasid.at(hpasid).data === 1 + actor ? null : `p${hpasid} has not the record of user${actor}`,
  ],
  ioasid_detach_data: (_, { hpasid }) => [
    ({ after }) => (after.ioasid.at(hpasid).data === null ? null : `p${hpasid} has a record still`),
  ],
  ioasid_register_notifier: ({ chains }, { actor, set }) =>
    chains.map((chain) => ({ after }) => {
      const { registered } =
        set === null ? after.globalNotifier.at(chain, actor) : after.setNotifier.at(chain, set, actor);
      return registered ? null : `user${actor} is not registered`;
    }),
  ioasid_unregister_notifier: ({ chains }, { actor, set }) =>
    chains.map((chain) => ({ after }) => {
      const { registered } =
        set === null ? after.globalNotifier.at(chain, actor) : after.setNotifier.at(chain, set, actor);
      return registered ? `user${actor} is still registered` : null;
    }),
  ioasid_register_notifier_mm: ({ chains }, { actor, token }) =>
    chains.map((chain) => ({ after }) => {
      const set = after.ioasidSet.first('token', token as Vm);
      const waits = after.waitingNotifier.at(chain, token as Vm, actor).pending;
      return waits || (set !== null && after.setNotifier.at(chain, set, actor).registered)
        ? null
        : `user${actor} is not to be told of vm${token}`;
    }),
  ioasid_unregister_notifier_mm: ({ chains }, { actor, token }) =>
    chains.map(
      (chain) =>
        ({ after }) =>
          after.waitingNotifier.at(chain, token as Vm, actor).pending ? `user${actor} waits still` : null,
    ),
  ioasid_find: (_, { hpasid, getter }) => [
    ({ answer, before }) => {
      const data = getter === getters.refuses ? null : before.ioasid.at(hpasid).data;
      return answer === (data ?? 0) ? null : `p${hpasid} has other data`;
    },
  ],
  ioasid_set_put: (_, { actor, set }) => [
    ({ after }) => {
      const { type, put } = after.ioasidSet.at(set);
      const dropped =
        actor === kernelActor ? put || type === 'none' : !after.ioasidSetUser.at(set, actor as User).holds;
      return dropped ? null : `s${set} is held as before`;
    },
  ],
  ioasid_find_mm_set: (_, { actor, token }) => [
    ({ answer, after }) => {
      const set = answer as SetId;
      const found = after.ioasidSet.at(set).token === token && after.ioasidSetUser.at(set, actor).holds;
      return found ? null : `s${set} is not of vm${token}, or not held`;
    },
  ],
  ioasid_adjust_set: (_, { set, quota }) => [
    ({ after }) => (after.ioasidSet.at(set).quota === quota ? null : `s${set} has another quota`),
  ],
  ioasid_install_capacity: ({ data, pools }, { total }) =>
    pools.map((pool) => ({ after }) => {
      const { withheld } = after.ioasidPool.at(pool);
      return withheld === data.capacity - total ? null : `${withheld} are withheld`;
    }),
  ioasid_reserve_capacity: ({ pools }, { number }) =>
    pools.map((pool) => ({ answer, before, after }) => {
      const set = after.ioasidPool.at(pool).reserved - before.ioasidPool.at(pool).reserved;
      return set === answer && (number === 0 || set === number) ? null : `${set} were set aside`;
    }),
  ioasid_cancel_capacity: ({ pools }, { number }) =>
    pools.map((pool) => ({ before, after }) => {
      const back = before.ioasidPool.at(pool).reserved - after.ioasidPool.at(pool).reserved;
      return back === number ? null : `${back} were given back`;
    }),
  ioasid_get: (_, { actor, hpasid }) => [
    ({ after }) => (after.ioasidUser.at(hpasid, actor).holds ? null : `user${actor} has no reference`),
  ],
  ioasid_put: (_, { actor, hpasid }) => [
    ({ after }) => (after.ioasidUser.at(hpasid, actor).holds ? `user${actor} has its reference still` : null),
  ],
  inject_bind_failure: (_, { device, enabled }) => [
    ({ after }) => (after.device.at(device).failsBind === (enabled === 1) ? null : `d${device} was not told`),
  ],
  iommu_dev_enable_feature: (_, { device, enabled }) => [
    ({ after }) => (after.deviceFeature.at(device, aux).enabled === (enabled === 1) ? null : `d${device} was not told`),
  ],
  dma_translate: ({ sizes }, { actor, pasid }) => [
    ({ after }) => {
      const cached = sizes.did === 0 || after.cachedTag.some('iotlb', true, actor, pasid as Row);
      return cached ? null : `nothing of row ${pasid} of d${actor} is cached`;
    },
  ],
  vfio_cache_invalidate: (topology, { container, caches, hpasid }) => {
    const row = member('row', topology.sizes.row, hpasid ?? 0);
    if (row === null) return [() => 'there is no such host PASID'];
    const named = (cache: number): boolean => (caches & cache) !== 0;
    const onDevice =
      (device: Device): Missing =>
      ({ after: { cachedTag } }) => {
        if (named(cacheTypes.PASID) && cachedTag.some('pasidCache', true, device, row)) {
          return `the PASID cache has row ${row} of d${device}`;
        }
        if (named(cacheTypes.IOTLB) && cachedTag.some('iotlb', true, device, row)) {
          return `the IOTLB translates for d${device} at row ${row}`;
        }
        const stale = named(cacheTypes.IOTLB | cacheTypes.DEV_IOTLB) && cachedTag.some('deviceTlb', true, device, row);
        return stale ? `d${device} itself translates at row ${row}` : null;
      };
    return topology.devicesOf(container).map(onDevice);
  },
  page_request: (topology, { actor, pasid, grpid }) =>
    topology.prqs.length > 0
      ? topology.slots.slice(0, 1).flatMap(() => topology.prqs.map(sentTo))
      : [
          ({ after }) => {
            const group = after.pageRequest.at(actor, pasid as Row, grpid);
            return group.outstanding && group.pending ? null : 'the request is not pending';
          },
        ],
  guest_page_response: ({ sizes }, { actor, fd, gpasid: value, grpid }) => {
    const gpasid = member('gpasid', sizes.gpasid, value);
    const index = member('grpid', sizes.grpid, grpid);
    return [
      ({ before, after }) => {
        const { device } = after.deviceFd.at(fd);
        const hpasid = gpasid === null ? null : before.guestToHost.at(actor, gpasid).hpasid;
        if (device === null || hpasid === null || index === null) return 'there is no such request';
        const group = after.pageRequest.at(device, hpasid as number as Row, index);
        return group.outstanding || group.pending ? 'the request is still there' : null;
      },
    ];
  },
  iopf_queue_device: ({ prqs }, { device, enabled }) =>
    prqs.map((prq) => ({ after }) => {
      const { gone } = after.prqDevice.at(prq, device);
      return gone === (enabled === 0) ? null : `d${device} is where it was`;
    }),
  iommu_device_fault_handler: ({ prqs }, { device, enabled }) =>
    prqs.map((prq) => ({ after }) => {
      const { unhandled } = after.prqDevice.at(prq, device);
      return unhandled === (enabled === 0) ? null : `the handler of d${device} is as it was`;
    }),
  page_request_message: (topology) => topology.slots.slice(0, 1).flatMap(() => topology.prqs.map(sentTo)),
  prq_event_thread: ({ prqs }) =>
    prqs.map((prq) => ({ before, after }) => {
      const { head, overflow } = before.prq.at(prq);
      const goneOn = after.prq.at(prq).head !== head || (overflow && !after.prq.at(prq).overflow);
      return goneOn ? null : 'the thread has not gone on';
    }),
  iommu_aux_attach_device: ({ auxDomains }, { device }) =>
    auxDomains.map((table) => ({ answer, before, after }) => {
      if (before.ioasid.at(answer as Hpasid).state !== 'free') return `p${answer} was not free`;
      const { did } = after.secondLevelEntry.at(table, device, answer as Row);
      return after.defaultPasid.at(table, device).hpasid === answer && did !== null
        ? null
        : `d${device} has no entry at p${answer}`;
    }),
  iommu_aux_detach_device: ({ auxDomains }, { device }) =>
    auxDomains.map((table) => ({ before, after }) => {
      const { hpasid } = before.defaultPasid.at(table, device);
      const isGone = hpasid === null || after.ioasid.at(hpasid).state === 'free';
      return isGone && after.defaultPasid.at(table, device).hpasid === null ? null : `d${device} is attached still`;
    }),
  mm_reuse: ({ mms }, { vm }) =>
    mms.map(
      (mm) =>
        ({ after }) =>
          after.exitedProcess.at(mm, vm).exited ? `nobody has the address of vm${vm}` : null,
    ),
  enqcmd: ({ sizes }, { actor, device, pasid }) => [
    ({ before, after }) => {
      const number = before.pasidTranslation.at(actor, pasid as Gpasid).number as Row;
      const cached = sizes.did === 0 || after.cachedTag.some('iotlb', true, device, number);
      return cached ? null : `nothing of row ${number} of d${device} is cached`;
    },
  ],
  mdev_config_write: (_, { actor }) => [
    ({ after }) => (after.mdevRegister.at(actor).number === null ? 'the register holds no PASID' : null),
  ],
  mdev_config_clear: (_, { actor }) => [
    ({ after }) => (after.mdevRegister.at(actor).number === null ? null : 'the register holds a PASID still'),
  ],
  vdcm_work: ({ users: [, vdcm] }, { hpasid }) => [
    ({ after }) => {
      const isClear = !after.mdevRegister.some('number', hpasid as number as Row);
      return isClear && !after.ioasidUser.at(hpasid, vdcm as User).holds ? null : `the VDCM has p${hpasid} still`;
    },
  ],
  vcmd_alloc_pasid: (_, { actor, gpasid }) => [
    ({ answer, before, after }) => {
      if (before.ioasid.at(answer as Hpasid).state !== 'free') return `p${answer} was not free`;
      const { hpasid } = after.vmmLookup.at(actor, (gpasid ?? answer) as Row);
      return hpasid === answer && after.ioasid.at(hpasid).state === 'idle' ? null : `p${answer} is not looked up`;
    },
  ],
  guest_set_pasid_entry: (_, { actor, pasid, gpgd }) => [
    ({ after }) => (after.guestPasidEntry.at(actor, pasid).pgd === gpgd ? null : 'the entry is not written'),
  ],
  vcmd_free_pasid: (_, { actor, pasid }) => [
    ({ after }) => (after.vmmLookup.at(actor, pasid as Row).hpasid === null ? null : 'the PASID is still looked up'),
  ],
  page_response: ({ sizes }, { fd, pasid, grpid }) => {
    const row = pasid === null ? null : member('row', sizes.row, pasid);
    const index = member('grpid', sizes.grpid, grpid);
    return [
      ({ after }) => {
        const { device } = after.deviceFd.at(fd);
        if (device === null || row === null || index === null) return 'there is no such request';
        const group = after.pageRequest.at(device, row, index);
        return group.outstanding || group.pending ? 'the request is still there' : null;
      },
    ];
  },
  vfio_pasid_request_alloc: () => [
    ({ answer, before, after }) => {
      if (before.ioasid.at(answer as Hpasid).state !== 'free') return `p${answer} was not free`;
      const { state, set } = after.ioasid.at(answer as Hpasid);
      return state === 'idle' && set !== null ? null : `p${answer} is not idle in a set`;
    },
  ],
  vfio_pasid_request_free: ({ hpasids }, { actor, min, max }) =>
    hpasids
      .filter((hpasid) => hpasid >= min && hpasid <= max)
      .map(
        (hpasid): Missing =>
          ({ before, after }) => {
            const { state } = after.ioasid.at(hpasid);
            if (state === 'free' || state === 'free_pending') return null;
            return ownerOf(before, hpasid) === actor ? `p${hpasid} is ${state}` : null;
          },
      ),
  vfio_dma_map: (_, { container, top }) => [
    ({ after }) =>
      after.dmaMap.at(container as number as DmaMap).top === top ? null : `pgd${top} is not the top of c${container}`,
  ],
  vfio_dma_unmap: (_, { container, from }) => [
    ({ after }) => {
      const { top } = after.dmaMap.at(container as number as DmaMap);
      return top === null || top < from ? null : `pgd${from} is still mapped for c${container}`;
    },
  ],
  vfio_group_set_container: (_, { group }) => [
    ({ after }) => (after.vfioGroup.at(group).attached ? null : `grp${group} is not attached`),
  ],
  vfio_group_unset_container: (_, { group }) => [
    ({ after }) => (after.vfioGroup.at(group).attached ? `grp${group} is attached` : null),
  ],
  vfio_set_iommu: (_, { container, type }) => [
    ({ after }) => {
      const wanted = type === iommuTypes.nesting ? 'nesting' : 'type1v2';
      return after.vfioIommu.at(container as number as VfioIommu).type === wanted
        ? null
        : `c${container} is not ${wanted}`;
    },
  ],
  vfio_container_close: (topology, { container }) => [
    ...topology.groupsOf(container).map(
      (group): Missing =>
        ({ after }) =>
          after.vfioGroup.at(group).attached ? `grp${group} is still attached` : null,
    ),
    ({ after }) =>
      after.vfioIommu.at(container as number as VfioIommu).type === 'none' ? null : `c${container} still has a type`,
  ],
};

/** Of every command and every device it is about; each command promises something of its own. */
export const successIsComplete: StepInvariant = {
  id: 'host/success-is-complete',
  of: 'step',
  property: 'B2',
  sentence: 'When a command succeeds, all that had to happen has happened, on every device it is about.',
  sources: [sources.vfioBindReview, sources.vfioBindV1, sources.vfioBindV6],
  catches: [
    'vfio-v1',
    'fault/inner-break',
    'fault/double-allocation',
    'fault/bind-while-free-pending',
    'fault/invalidation-ignored',
    'vfio-v6',
    'fault/bind-error-swallowed',
    'fault/no-requester-id',
  ],
  cases: (topology, command) => {
    if (command.kind === 'vfio_unbind_gpasid' || command.kind === 'pasid_cache_invalidate') return [];
    // What an exit promises is host/exit-leaves-nothing.
    if (command.kind === 'mm_exit') return [];
    const promises = missing[command.kind] as (topology: Topology, command: Command) => readonly Missing[];
    const ofSuccess =
      (promise: Missing): StepCase =>
      (step) =>
        step.answer < 0 ? null : promise(step);
    return [countSuccess, ...promises(topology, command).map(ofSuccess)];
  },
};
