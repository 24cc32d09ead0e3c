import { describe, expect, it } from 'vitest';
import { promela } from '../../../compile/export/promela.ts';
import { trace } from '../../../compile/traced.ts';
import { lock } from './lock.ts';

const text = promela(trace(lock), { title: 'A lock.', name: 'lock', counts: null, broken: [0] });

describe('an export in Promela', () => {
  it('begins with a comment', () => {
    expect(text).toMatch(/^\/\* A lock\.\n( \*.*\n)+ \*\/\n\n#define lock_state_open 0\n/);
  });

  it('has variables of as many bits as their values need', () => {
    expect(text).toContain('unsigned lock_state : 1 = lock_state_open;\nunsigned lock_holder : 2 = none;\n');
  });

  it('reads every variable somewhere, since Spin leaves others out of the state', () => {
    expect(text).toContain('(lock_state +\n   lock_holder +\n   lock_times < 0)');
  });

  it('asserts every invariant once in a state, by an option that is open only where it is broken', () => {
    expect(text).toContain(
      '  :: d_step { lock_state == lock_state_shut && lock_holder == none -> ' +
        'printf("the violation of lock/shut-has-holder\\n"); assert(false) }\n',
    );
  });

  it('takes an action in one step, and tells its name', () => {
    expect(text).toContain(`
  :: d_step {
       lock_state == lock_state_shut ->
       printf("release (forced)\\n");
       lock_state = lock_state_open;
       lock_holder = none;
     }
`);
  });
});
