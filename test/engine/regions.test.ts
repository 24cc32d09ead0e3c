import { describe, expect, it } from 'vitest';
import { fullGeometry } from '../../engine/geometry.ts';
import type { HashRegion } from '../../engine/hash-region.ts';
import { regionsOf } from '../../engine/regions.ts';
import { pasidLimit } from '../../spec/arguments.ts';

const regions = regionsOf(fullGeometry);
const tables: readonly HashRegion[] = [
  regions.mappings,
  regions.tables,
  regions.requests,
  regions.cached,
  regions.partials,
  regions.guestPasids,
];

describe('the regions of a full-size engine', () => {
  it('have room for every PASID, 1,024 devices, 256 VMs and 4,096 sets', () => {
    expect(fullGeometry.pasids).toBe(pasidLimit);
    expect(fullGeometry.devices).toBeGreaterThan(1024);
    expect(fullGeometry.vms).toBeGreaterThan(256);
    expect(fullGeometry.sets).toBeGreaterThanOrEqual(4096);
  });

  it('leave word 0 to nobody', () => {
    expect(Object.values(regions).filter((offset) => offset === 0)).toEqual([]);
  });

  it('keep tables that are at most half full, a power of two of slots each, one after the other', () => {
    let free = regions.freePasids.level0 + pasidLimit / 32;
    for (const { base, mask, slotWords, limit } of tables) {
      expect(base).toBeGreaterThanOrEqual(free);
      expect(base % slotWords).toBe(0);
      expect(mask & (mask + 1)).toBe(0);
      expect(2 * limit * slotWords).toBeLessThanOrEqual(mask + 1);
      free = base + mask + 1;
    }
    expect(regions.end).toBe(free);
  });
});
