import { describe, expect, it } from 'vitest';
import { IN_STATE } from '../../checker/expansion.ts';
import { Sightings } from '../../checker/sightings.ts';

describe('the sightings of a mark', () => {
  it('are none before it is seen, whatever the mark', () => {
    const sightings = new Sightings();
    sightings.see(2, 0, IN_STATE, 0);
    expect([1, 3, 1000].map((mark) => sightings.nearest(mark))).toEqual([undefined, undefined, undefined]);
  });

  it('are the first one while no later one is nearer', () => {
    const sightings = new Sightings();
    sightings.see(0, 5, 7, 2);
    sightings.see(0, 6, 8, 2);
    sightings.see(0, 9, IN_STATE, 3);
    expect(sightings.nearest(0)).toEqual({ state: 5, label: 7 });
  });

  it('move from an edge to a state of the same level, which is one step nearer', () => {
    const sightings = new Sightings();
    sightings.see(0, 5, 7, 2);
    sightings.see(0, 6, IN_STATE, 2);
    sightings.see(0, 7, 7, 2);
    expect(sightings.nearest(0)).toEqual({ state: 6, label: IN_STATE });
  });

  it('are kept apart and kept when a large mark makes room', () => {
    const sightings = new Sightings();
    sightings.see(3, 1, 2, 0);
    sightings.see(500, 4, IN_STATE, 3);
    expect(sightings.nearest(3)).toEqual({ state: 1, label: 2 });
    expect(sightings.nearest(500)).toEqual({ state: 4, label: IN_STATE });
    expect(sightings.nearest(499)).toBeUndefined();
  });

  it('are the same again when saved and seen', () => {
    const sightings = new Sightings();
    sightings.see(3, 1, 2, 4);
    sightings.see(500, 4, IN_STATE, 3);
    const saved = sightings.saved();
    expect(saved).toEqual([
      { mark: 3, state: 1, label: 2, distance: 4 },
      { mark: 500, state: 4, label: IN_STATE, distance: 3 },
    ]);
    const again = new Sightings();
    for (const { mark, state, label, distance } of saved) again.see(mark, state, label, distance);
    expect(again.saved()).toEqual(saved);
    again.see(3, 9, IN_STATE, 4);
    expect(again.nearest(3)).toEqual({ state: 9, label: IN_STATE });
  });
});
