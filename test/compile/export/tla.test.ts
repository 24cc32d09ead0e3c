import { describe, expect, it } from 'vitest';
import { tla } from '../../../compile/export/tla.ts';
import { trace } from '../../../compile/traced.ts';
import { lock } from './lock.ts';

const about = { title: 'A lock.', name: 'small-lock', counts: null, broken: [0, 1] };
const text = tla(trace(lock), about);

describe('an export in TLA+', () => {
  it('is a module named after the model, whose state is one record', () => {
    expect(text).toMatch(/^---- MODULE small_lock ----\n\\\* A lock\.\n/);
    expect(text).toMatch(/\n={4,}\n$/);
    expect(text).toContain('small_lock.cfg with the lines SPECIFICATION Spec and INVARIANT Inv.');
    expect(text).toContain(
      'Init == state = [\n  lock_state |-> lock_state_open,\n  lock_holder |-> none,\n  lock_times |-> 0\n]\n',
    );
  });

  it('has an operator for each action, which says what changes in the record', () => {
    expect(text).toContain(`
\\* take(vm1)
take_vm1 ==
  /\\ state.lock_state = lock_state_open
  /\\ state' = [(IF state.lock_times = 0 THEN
       [state EXCEPT
         !.lock_times = 1]
     ELSE IF state.lock_times = 1 THEN
       [state EXCEPT
         !.lock_times = 2]
     ELSE
       [state EXCEPT
         !.lock_times = 0]
     ) EXCEPT
       !.lock_state = lock_state_shut,
       !.lock_holder = vm1]
`);
    expect(text).toContain('\nNext ==\n  \\/ take_vm1\n  \\/ release\n  \\/ release_forced\n');
    expect(text).toContain('\nSpec == Init /\\ [][Next]_state\n');
  });

  it('holds every invariant in one, which is true where there are none', () => {
    expect(text).toContain(
      'lock_shut_has_holder == ~(state.lock_state = lock_state_shut /\\ state.lock_holder = none)\n',
    );
    expect(text).toContain('\nInv ==\n  /\\ lock_shut_has_holder\n  /\\ lock_count_stays_low\n');
    expect(tla(trace(lock), { ...about, broken: [] })).toContain('\nInv ==\n  /\\ TRUE\n');
  });
});
