/**
 * The scenarios are told as they are written, by the model of their design and, where that is golden, by the engine.
 * What a human may want to know about them otherwise is what `vsva scenario` prints.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../conformance/scenario.ts';
import { playScenario, tellScenario } from '../../conformance/scenario-run.ts';
import { EngineInstance } from '../../engine/instance.ts';
import { properties } from '../../invariants/properties.ts';
import { faults } from '../../spec/designs/faults.ts';
import { golden } from '../../spec/designs/golden.ts';
import { readFiles } from '../tidy/sources.ts';

const scenarios = readFiles('scenarios', ['.scenario']).map(({ path, text }) =>
  parseScenario(`scenarios/${path}`, text),
);

describe('the scenario', () => {
  for (const scenario of scenarios) {
    it(`${scenario.path} is told as it is written`, () => {
      const written = readFileSync(scenario.path, 'utf8');
      expect(tellScenario(scenario)).toMatchObject({ problems: [], rewritten: written });
      if (scenario.design === golden) {
        expect(playScenario(scenario, new EngineInstance(scenario.topology))).toBe(null);
      }
    });
  }
});

describe('every fault', () => {
  for (const { name } of faults) {
    it(`${name} has its shortest story, of at most 6 commands, which breaks what claims to catch it`, () => {
      const path = `scenarios/${name.replace('fault/', 'faults/')}.scenario`;
      const scenario = scenarios.find((each) => each.path === path);
      expect(scenario?.design.name).toBe(name);
      expect(scenario?.steps.length).toBeLessThanOrEqual(6);
      const claiming = properties.filter(({ catches }) => catches.includes(name)).map(({ id }) => id);
      expect(claiming).toContain(scenario?.ending?.property);
    });
  }
});
