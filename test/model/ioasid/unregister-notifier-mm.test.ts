import { describe, expect, it } from 'vitest';
import { ioasidUnregisterNotifierMm } from '../../../model/ioasid/unregister-notifier-mm.ts';
import { ioasidUnregisterNotifierMm as spec } from '../../../spec/ioasid/unregister-notifier-mm.ts';
import { Bench, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { ofSet, options, waiting } from './notified.ts';

const args = { actor: 'user1', token: 'vm1' };

describe('ioasid_unregister_notifier_mm', () => {
  it('ends the waiting', () => {
    const bench = new Bench([waiting('user1'), waiting('user2')], options);
    expect(bench.issue({ kind: 'ioasid_unregister_notifier_mm', ...args })).toEqual([
      '0',
      'waitingNotifier[chain1, vm1, user1].pending: true → false',
    ]);
  });
});

describeRefusals(spec, ioasidUnregisterNotifierMm, [
  {
    rule: 'ioasid/unregister-mm-not-waiting',
    when: 'it has come about',
    states: [withSets, ofSet('user1')],
    options,
    args,
  },
  {
    rule: 'ioasid/unregister-mm-not-waiting',
    when: 'no process is given',
    states: [waiting('user1')],
    options,
    args: { ...args, token: 'none' },
  },
]);
