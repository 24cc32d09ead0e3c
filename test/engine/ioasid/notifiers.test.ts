import { describe, expect, it } from 'vitest';
import { EngineInstance } from '../../../engine/instance.ts';
import { commandFromJson, printAnswer } from '../../../spec/commands.ts';
import { Topology, type TopologyData } from '../../../spec/topology.ts';
import { twoGuests } from '../../spec/topologies.ts';

/** A host without sets, and how it is asked. */
function host(has: Partial<TopologyData> = {}) {
  const instance = new EngineInstance(new Topology({ ...twoGuests, users: 2, notifiers: true, ...has }));
  return (kind: string, args: Record<string, string>): string => {
    const command = commandFromJson({ kind, ...args });
    return printAnswer(command, instance.execute(command));
  };
}
type Ask = ReturnType<typeof host>;

const makeSet = (ask: Ask, token: string) =>
  ask('ioasid_set_alloc', { actor: 'kernel', type: 'MM', token, quota: '1' });
const alloc = (ask: Ask, vm: string, set: string) => ask('ioasid_alloc', { actor: vm, set });
const register = (ask: Ask, actor: string, set: string) => ask('ioasid_register_notifier', { actor, set });
const unregister = (ask: Ask, actor: string, set: string) => ask('ioasid_unregister_notifier', { actor, set });
const awaitSet = (ask: Ask, actor: string, token: string) => ask('ioasid_register_notifier_mm', { actor, token });
const get = (ask: Ask, actor: string, set: string, hpasid: string) => ask('ioasid_get', { actor, set, hpasid });

describe('notifiers in the engine', () => {
  it('of KVM and the VDCM are there with the VMs that they translate for', () => {
    const ask = host({ kvms: [2], mdevs: [1] });
    for (const token of ['vm1', 'vm2']) makeSet(ask, token);
    const answers = ['user1', 'user2'].map((actor) => ['s1', 's2'].map((set) => register(ask, actor, set)));
    expect(answers).toEqual([
      ['0', '-EEXIST'],
      ['-EEXIST', '0'],
    ]);
  });

  it('are registered with sets that exist, before there is anything to be told of', () => {
    const ask = host();
    expect([register(ask, 'user1', 's1'), makeSet(ask, 'vm1'), register(ask, 'user1', 's1')]).toEqual([
      '-EINVAL',
      's1',
      '0',
    ]);
    expect([register(ask, 'user1', 's1'), register(ask, 'user1', 'none')]).toEqual(['-EEXIST', '-EEXIST']);
    alloc(ask, 'vm1', 's1');
    expect([register(ask, 'user2', 's1'), register(ask, 'user2', 'none'), awaitSet(ask, 'user2', 'vm1')]).toEqual([
      '-EBUSY',
      '-EBUSY',
      '-EBUSY',
    ]);
    expect([get(ask, 'user1', 's1', 'p1'), get(ask, 'user2', 's1', 'p1')]).toEqual(['0', '-EPERM']);
  });

  it('are not let go while a reference is held', () => {
    const ask = host();
    makeSet(ask, 'vm1');
    makeSet(ask, 'vm2');
    expect([register(ask, 'user1', 's1'), register(ask, 'user1', 's2'), register(ask, 'user2', 'none')]).toEqual([
      '0',
      '0',
      '0',
    ]);
    alloc(ask, 'vm1', 's1');
    get(ask, 'user1', 's1', 'p1');
    get(ask, 'user2', 's1', 'p1');
    expect([unregister(ask, 'user1', 's1'), unregister(ask, 'user2', 'none')]).toEqual(['-EBUSY', '-EBUSY']);
    expect([unregister(ask, 'user1', 'none'), unregister(ask, 'user2', 's1')]).toEqual(['-ENOENT', '-ENOENT']);
    expect(unregister(ask, 'user1', 's2')).toBe('0');
    for (const actor of ['user1', 'user2']) ask('ioasid_put', { actor, set: 's1', hpasid: 'p1' });
    expect([unregister(ask, 'user1', 's1'), unregister(ask, 'user2', 'none')]).toEqual(['0', '0']);
  });

  it('wait for the set of a process, or are told of it at once', () => {
    const ask = host();
    const giveUp = (actor: string, token: string) => ask('ioasid_unregister_notifier_mm', { actor, token });
    expect([awaitSet(ask, 'user1', 'none'), awaitSet(ask, 'user1', 'vm1'), awaitSet(ask, 'user1', 'vm1')]).toEqual([
      '-EINVAL',
      '0',
      '-EBUSY',
    ]);
    expect([awaitSet(ask, 'user2', 'vm1'), giveUp('user2', 'vm1'), giveUp('user2', 'vm1')]).toEqual([
      '0',
      '0',
      '-ENOENT',
    ]);
    makeSet(ask, 'vm1');
    expect([awaitSet(ask, 'user1', 'vm1'), giveUp('user1', 'vm1'), awaitSet(ask, 'user2', 'vm1')]).toEqual([
      '-EEXIST',
      '-ENOENT',
      '0',
    ]);
    alloc(ask, 'vm1', 's1');
    expect(get(ask, 'user2', 's1', 'p1')).toBe('0');
  });

  it('go with their set', () => {
    const ask = host();
    makeSet(ask, 'vm1');
    register(ask, 'user1', 's1');
    ask('ioasid_find_mm_set', { actor: 'user2', token: 'vm1' });
    ask('ioasid_set_put', { actor: 'kernel', set: 's1' });
    expect([awaitSet(ask, 'user2', 'vm1'), register(ask, 'user2', 's1')]).toEqual(['-EBUSY', '-EINVAL']);
    ask('ioasid_set_put', { actor: 'user2', set: 's1' });
    makeSet(ask, 'vm2');
    expect(register(ask, 'user1', 's1')).toBe('0');
  });
});
