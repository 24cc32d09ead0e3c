import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostCommands } from '../../conformance/fc-commands.ts';
import { randomRun } from '../../conformance/random-run.ts';
import { SideBySide } from '../../conformance/side-by-side.ts';
import { EngineInstance } from '../../engine/instance.ts';
import { spine } from '../../generators/instances/spine.ts';
import { crowdedHost, largeHost } from '../../generators/large-host.ts';
import { Population } from '../../generators/population.ts';
import { kindsInPlay } from '../../generators/within.ts';
import { type Command, printCommand } from '../../spec/commands.ts';
import { Topology } from '../../spec/topology.ts';
import { gpasidInHardware, twoGuests } from './planted.ts';

const large = new Topology(largeHost.topology);
/** The same host, on which every VM has its set from boot; few kinds of command, so that faults show soon. */
const booted = new Topology({
  ...largeHost.topology,
  commands: spine,
  vms: largeHost.topology.vms.map((vm) => ({ ...vm, quota: 64 })),
});
const guests = new Topology({ ...twoGuests, commands: spine });
const seed = 20_200_330;
const implementation = (topology: Topology) => new EngineInstance(topology);

describe('random lock-step on a large host', () => {
  it('finds no difference between model and engine over thousands of commands in one sequence', async () => {
    const options = { topologies: [large], implementation, seed, runs: 6, steps: 4000 };
    const result = await randomRun(options);
    expect(result.difference).toBeNull();
    expect(result.reason).toBeNull();
    expect(result.lengths).toHaveLength(6);
    expect(Math.max(...result.lengths)).toBeGreaterThan(2000);
    // Nearly every kind of command was both granted and refused; `vsva run --none-starved` asks for all, of more sequences.
    const kinds = kindsInPlay(large);
    const granted = kinds.filter((kind) => result.answers.get(kind)?.has('ok'));
    const refused = kinds.filter((kind) => [...(result.answers.get(kind)?.keys() ?? [])].some((key) => key !== 'ok'));
    expect(granted.length).toBeGreaterThan(0.9 * kinds.length);
    expect(refused.length).toBeGreaterThan(0.8 * kinds.length);
    const again = await randomRun(options);
    expect(again.lengths).toEqual(result.lengths);
    expect(again.answers).toEqual(result.answers);
    const refusals = [...result.answers.values()].flatMap((counts) =>
      [...counts].filter(([answer]) => answer !== 'ok'),
    );
    const sum = (counts: Iterable<number>) => [...counts].reduce((total, count) => total + count, 0);
    expect(sum(result.refusals.values())).toBe(sum(refusals.map(([, count]) => count)));
  });

  it('runs on several hosts in turn, and says on which one it found a difference', async () => {
    const crowded = new Topology(crowdedHost.topology);
    const made: Topology[] = [];
    const topologies = [large, crowded];
    const faulty = (topology: Topology) => {
      made.push(topology);
      return made.length < 4 ? new EngineInstance(topology) : gpasidInHardware(topology, 'own');
    };
    const result = await randomRun({ topologies, implementation: faulty, seed, runs: 20, steps: 2000 });
    expect(made.slice(0, 4)).toEqual([large, crowded, large, crowded]);
    expect(result.difference?.host).toBe(result.lengths.length % 2);
    expect(result.inPlay).toContain('page_request_message');
  });

  it('stops between sequences when it is told to, and says why', async () => {
    let asked = 0;
    const result = await randomRun({
      topologies: [large],
      implementation,
      seed,
      runs: 5,
      steps: 10,
      stop: () => (asked++ === 2 ? 'enough' : null),
    });
    expect(result).toMatchObject({ reason: 'enough', difference: null });
    expect(result.lengths).toHaveLength(2);
  });

  it('stops within a long sequence too, which then does not count', async () => {
    let asked = 0;
    const result = await randomRun({
      topologies: [large],
      implementation,
      seed,
      runs: 3,
      steps: 4000,
      stop: () => (asked++ === 1 ? 'enough' : null),
    });
    expect(result).toMatchObject({ reason: 'enough', difference: null, lengths: [] });
  });

  it.each(['foreign', 'own'] as const)(
    'finds a gpasid in hardware (equal to one of the %s host PASIDs), and shrinks it to at most four commands',
    async (strikes) => {
      const result = await randomRun({
        topologies: [booted],
        implementation: () => gpasidInHardware(booted, strikes),
        // Where a difference needs the ninth PASID, nothing before it can be left out: not so here.
        seed: 1,
        runs: 20,
        steps: 1500,
      });
      const printed = result.difference?.commands.map(printCommand);
      expect(printed?.length, printed?.join('\n')).toBeLessThanOrEqual(4);
      expect(printed?.at(-1)).toMatch(/^vfio_bind_gpasid/);
      expect(result.difference?.story.discord?.what).toMatch(/^pasidEntry\[/);
      expect(result.difference?.from).toBeGreaterThan(4);
    },
  );

  it('does not take an implementation that throws for one that agrees', async () => {
    class Crashing extends EngineInstance {
      #left = 50;
      override execute(command: Command): number {
        if (this.#left-- === 0) throw new Error('it crashed');
        return super.execute(command);
      }
    }
    const options = { topologies: [large], implementation: () => new Crashing(large), seed, runs: 5, steps: 500 };
    await expect(randomRun(options)).rejects.toThrow('it crashed');
  });

  it('compares every cell at the end of a sequence, so that what no command showed is found', async () => {
    const end = { reached: false };
    class Forgetful extends EngineInstance {
      override cell(column: number, row: number): number {
        return end.reached ? 0 : super.cell(column, row);
      }
      override occupied(column: number): number {
        return end.reached ? 0 : super.occupied(column);
      }
    }
    const result = await randomRun({
      topologies: [large],
      implementation: () => {
        end.reached = true;
        return new Forgetful(large);
      },
      seed,
      runs: 1,
      steps: 0,
    });
    expect(result.difference?.commands).toEqual([]);
  });
});

describe("fast-check's own commands", () => {
  const both = (topology: Topology, implementation: () => EngineInstance) => () => ({
    model: new Population(topology),
    real: new SideBySide(topology, implementation()),
  });

  it('find no difference between model and engine', () => {
    const property = fc.property(hostCommands(booted, 200), (commands) => {
      fc.modelRun(
        both(booted, () => new EngineInstance(booted)),
        commands,
      );
    });
    expect(fc.check(property, { seed, numRuns: 10 }).failed).toBe(false);
  });

  it('find a gpasid in hardware, and print the shrunk commands as they were run', () => {
    const property = fc.property(hostCommands(guests, 100), (commands) => {
      fc.modelRun(
        both(guests, () => gpasidInHardware(guests, 'own')),
        commands,
      );
    });
    const { failed, counterexample } = fc.check(property, { seed, numRuns: 100 });
    expect(failed).toBe(true);
    const story = String(counterexample?.[0]);
    expect(story).toMatch(/vfio_bind_gpasid\(actor=vm\d+, container=c\d+, hpasid=p\d+, gpasid=g\d+, gpgd=pgd\d+\)/);
    expect(story.match(/\w+\(actor/g)?.length).toBeLessThanOrEqual(4);
  });

  it('say what they intend before they were run', () => {
    const [commands] = fc.sample(hostCommands(booted, 5), { seed, numRuns: 1 });
    for (const command of commands ?? []) expect(String(command)).toMatch(/^\w+\(\d+, \d+, \d+, \d+\)$/);
  });
});
