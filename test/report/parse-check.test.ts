import { describe, expect, it } from 'vitest';
import { NotAReport, parseCheck } from '../../report/parse-check.ts';
import { check, difference, instance, violation } from './samples.ts';

const full = { ...check, instances: [{ ...instance, violations: [violation], differences: [difference] }] };

describe('the report of a check', () => {
  it('is read as it was written', () => {
    expect(parseCheck(JSON.stringify(full))).toEqual(full);
  });

  it('is told from other things that vsva writes', () => {
    expect(parseCheck('{"schema":"vsva/counterexample/1"}')).toBeNull();
  });

  it.each([
    ['{"schema":', 'it is not JSON'],
    ['null', 'it is no report of vsva'],
    ['{"schema":1}', 'it is no report of vsva'],
    ['{"schema":"other/check/1"}', 'it is no report of vsva'],
    ['{"schema":"vsva/check/2"}', 'it is of schema vsva/check/2, not vsva/check/1'],
    ['{"schema":"vsva/check/1"}', 'parts of the report are missing or not what they should be'],
  ])('is refused where it is none: %s', (content, message) => {
    expect(() => parseCheck(content)).toThrow(new NotAReport(message));
  });

  it('is refused where anything that it is made of is missing', () => {
    const without = (value: unknown, path: readonly string[]): unknown => {
      const [name, ...rest] = path as [string, ...string[]];
      const copy = structuredClone(value) as Record<string, unknown>;
      if (rest.length === 0) delete copy[name];
      else copy[name] = without(copy[name], rest);
      return copy;
    };
    const paths = [
      'design',
      'asked',
      'asked.lossy',
      'shard',
      'invariants',
      'invariants.0.held',
      'instances',
      'instances.0',
      'instances.0.distinct',
      'instances.0.verdict',
      'instances.0.rules.0.reached',
      'instances.0.violations.0.steps.0.command.kind',
      'instances.0.violations.0.sources.0.where',
      'instances.0.differences.0.token',
    ];
    for (const path of paths) {
      expect(() => parseCheck(JSON.stringify(without(full, path.split('.')))), path).toThrow(NotAReport);
    }
    expect(() => parseCheck(JSON.stringify({ ...check, instances: [] }))).toThrow(NotAReport);
  });
});
