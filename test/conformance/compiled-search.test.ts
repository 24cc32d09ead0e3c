import { describe, expect, it } from 'vitest';
import { CompiledSearch } from '../../conformance/compiled-search.ts';
import { hostProgram } from '../../conformance/host-program.ts';
import { spine } from '../../generators/instances/spine.ts';
import { commandsWithin } from '../../generators/within.ts';
import { golden } from '../../spec/designs/golden.ts';
import { Topology } from '../../spec/topology.ts';
import { twoSmallGuests } from '../invariants/small-search.ts';

const topology = new Topology({ ...twoSmallGuests, commands: spine });
const commands = commandsWithin(topology);
const program = hostProgram({ topology, design: golden, commands, invariants: [], witnesses: [] });

describe('a compiled search', () => {
  it('keeps no graph unless it is asked for', () => {
    const search = new CompiledSearch(program, {});
    search.advance(Number.POSITIVE_INFINITY);
    expect([search.queue, search.limit, search.graph]).toEqual([0, null, undefined]);
  });

  it('stops when its memory is used up, and says so', () => {
    const search = new CompiledSearch(program, { memoryBytes: 5 * 2 ** 10 });
    while (search.advance(Number.POSITIVE_INFINITY));
    expect(search.queue).toBeGreaterThan(0);
    expect(search.limit).toBe('the memory of 5 KiB was used up');
  });
});
