import { describe, expect, it } from 'vitest';
import { murphi } from '../../../compile/export/murphi.ts';
import { trace } from '../../../compile/traced.ts';
import { lock } from './lock.ts';

const about = { title: 'A lock.', name: 'lock', counts: { distinct: 1234, generated: 5679 }, broken: [0, 1] };
const text = murphi(trace(lock), about);

describe('an export in Murphi', () => {
  it('says what it is, what is expected of it, and what it leaves out', () => {
    expect(text).toMatch(/^-- A lock\.\n-- Written by vsva /);
    expect(text).toContain('-- A rule for each of the 3 actions that can ever be granted.');
    expect(text).toContain('1,234 distinct states and 5,678 rules fired');
    expect(text).toContain('--   vm_vm1_mayTake = 1\n--   vm_vm2_mayTake = 0\n');
  });

  it('says neither counts nor invariants where there are none', () => {
    const bare = murphi(trace(lock), { ...about, counts: null, broken: [] });
    expect(bare).not.toMatch(/distinct|invariant|violation/);
  });

  it('has a ranged variable for every field that can change, and names for its values', () => {
    expect(text).toContain('const\n  lock_state_open: 0;\n  lock_state_shut: 1;\n  none: 0;\n  vm1: 1;\n  vm2: 2;\n');
    expect(text).toContain('var\n  lock_state: 0..1;\n  lock_holder: 0..2;\n  lock_times: 0..2;\n');
  });

  it('chooses within a rule, and writes what is always written once', () => {
    expect(text).toContain(`
rule "take(vm1)"
  lock_state = lock_state_open
==>
begin
  if lock_times = 0 then
    lock_times := 1;
  elsif lock_times = 1 then
    lock_times := 2;
  else
    lock_times := 0;
  end;
  lock_state := lock_state_shut;
  lock_holder := vm1;
end;
`);
  });

  it('keeps actions that do the same apart, and leaves out those that are never granted', () => {
    expect(text).toContain('rule "release"\n');
    expect(text).toContain('rule "release (forced)"\n');
    expect(text).not.toContain('take(vm2)');
  });

  it('has a rule that fails for every invariant, since that is tried once in a state', () => {
    expect(text).toContain(`
rule "the violation of lock/shut-has-holder"
  lock_state = lock_state_shut & lock_holder = none
==>
begin
  error "lock/shut-has-holder";
end;
`);
  });
});
