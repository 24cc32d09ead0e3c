/** The first posted bind, searched in the instance of identity mapping: the shortest way to each thing that is wrong. */
import { describe, expect, it } from 'vitest';
import { identity } from '../../generators/instances/identity.ts';
import { failureChangesNothing } from '../../invariants/host/failure-changes-nothing.ts';
import { successIsComplete } from '../../invariants/host/success-is-complete.ts';
import { noHandoverWhileCarried } from '../../invariants/ioasid/no-handover-while-carried.ts';
import { noForeignBind } from '../../invariants/vfio/no-foreign-bind.ts';
import { vfioV1 } from '../../spec/designs/vfio-v1.ts';
import { Topology } from '../../spec/topology.ts';
import { SmallSearch } from './small-search.ts';

const broken = [successIsComplete, failureChangesNothing, noForeignBind, noHandoverWhileCarried];

const setAlloc = 'ioasid_set_alloc(actor=kernel, type=MM, token=vm1, quota=0) = s1';
const alloc = 'ioasid_alloc(actor=vm1, set=s1) = p1';
const bind = 'vfio_bind_gpasid(actor=vm1, container=c1, hpasid=p1, gpasid=none, gpgd=pgd1)';

const stories: readonly (readonly [what: string, ...story: string[]])[] = [
  [
    "a bind answers 0 although the first domain's device failed",
    setAlloc,
    alloc,
    'inject_bind_failure(actor=environment, device=d1, enabled=on) = 0',
    `${bind} = 0`,
  ],
  ['a second bind fails, and takes the first back', setAlloc, alloc, `${bind} = 0`, `${bind} = -EBUSY`],
  [
    'a VM binds what another allocated',
    setAlloc,
    alloc,
    'vfio_bind_gpasid(actor=vm2, container=c2, hpasid=p1, gpasid=none, gpgd=pgd1) = 0',
  ],
  [
    'a VM is handed what is still bound for another',
    'ioasid_set_alloc(actor=kernel, type=MM, token=vm1, quota=1) = s1',
    'ioasid_set_alloc(actor=kernel, type=MM, token=vm2, quota=0) = s2',
    alloc,
    `${bind} = 0`,
    'ioasid_free(actor=vm1, hpasid=p1) = 0',
    'ioasid_alloc(actor=vm2, set=s2) = p1',
  ],
];

describe('of the design vfio-v1 the shortest story is told in which', () => {
  const search = new SmallSearch({
    topology: new Topology(identity.topology),
    design: vfioV1,
    invariants: broken,
  }).until(broken.map((_, mark) => mark));

  for (const [mark, { id }] of broken.entries()) {
    const [what, ...story] = stories[mark] as (typeof stories)[number];
    it(`${what} (${id})`, () => {
      expect(search.story(mark)).toEqual(story);
    });
  }
});
