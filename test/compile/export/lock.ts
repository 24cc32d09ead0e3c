/** A lock that one of two VMs may take, with a counter: small enough for its exports to be read in a test. */
import { type Outcome, type Program, sight } from '../../../compile/program.ts';
import { layoutOf } from '../../../spec/schema/layout.ts';
import { viewOf } from '../../../spec/schema/view.ts';
import { counter, enumeration, flag, optional, table } from '../../../spec/schema.ts';
import type { Vm } from '../../../spec/sorts.ts';
import { bounds } from '../random-programs.ts';

const schema = {
  lock: table([], { state: enumeration('open', 'shut'), holder: optional('vm'), times: counter(2) }),
  vm: table(['vm'], { mayTake: flag() }),
} as const;

const layout = { ...layoutOf(schema, bounds), schema };
const vm1 = 1 as Vm;
const vm2 = 2 as Vm;

const refused: Outcome = { granted: false, note: 0 };
const granted: Outcome = { granted: true, note: 0 };

export const lock: Program = {
  layout,
  actions: ['take(vm1)', 'take(vm2)', 'release', 'release (forced)'],
  marks: ['lock/shut-has-holder', 'lock/count-stays-low'],
  refusalMark: () => null,
  on: (store) => {
    const state = viewOf(layout, store);
    const row = state.lock.at();
    const takers = [vm1, vm2];
    return {
      boot: () => {
        state.vm.at(vm1).mayTake = true;
      },
      act: (action) => {
        const taker = takers[action];
        if (taker === undefined) {
          if (row.state === 'open') return refused;
          row.state = 'open';
          row.holder = null;
          return granted;
        }
        if (row.state === 'shut' || !state.vm.at(taker).mayTake) return refused;
        row.state = 'shut';
        row.holder = taker;
        row.times = row.times === 2 ? 0 : row.times + 1;
        return granted;
      },
      stateCases: [
        {
          look: () => (row.state === 'shut' && row.holder === null ? sight.broken : sight.nothing),
          met: null,
          broken: 0,
        },
        { look: () => (row.times === 2 ? sight.broken : sight.nothing), met: null, broken: 1 },
      ],
      stepCases: () => [],
    };
  },
};
