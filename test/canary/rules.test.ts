/**
 * Turns one rule of each command off, in a copy of what was compiled, and shows that the tests of that command notice.
 * A command that nothing refuses is made to do the opposite.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandKind, commandKinds } from '../../spec/commands.ts';

/** By command: the file of its transition, what is changed there, and into what. */
const mutations: { readonly [Kind in CommandKind]: readonly [file: string, from: string, to: string] } = {
  ioasid_set_alloc: off('ioasid/set-alloc', 'ioasid/set-token-taken'),
  ioasid_alloc: off('ioasid/alloc', 'ioasid/alloc-over-quota'),
  vfio_bind_gpasid: off('vfio/bind-gpasid', 'vfio/bind-gpasid-taken'),
  vfio_unbind_gpasid: off('vfio/unbind-gpasid', 'vfio/unbind-not-own'),
  ioasid_free: off('ioasid/free', 'ioasid/free-not-own'),
  ioasid_reclaim: off('ioasid/reclaim', 'ioasid/reclaim-not-free-pending'),
  inject_bind_failure: ['iommu/inject-bind-failure', 'enabled === 1', 'enabled !== 1'],
  iommu_dev_enable_feature: off('iommu/dev-enable-feature', 'iommu/feature-not-supported'),
  vfio_cache_invalidate: off('vfio/cache-invalidate', 'vfio/invalidate-not-own'),
  dma_translate: off('iommu/dma-translate', 'iommu/dma-not-translated'),
  page_request: off('page-request/page-request', 'page-request/index-outstanding'),
  page_response: off('page-request/page-response', 'page-request/response-not-holder'),
  ioasid_get: off('ioasid/get', 'ioasid/get-free-pending'),
  ioasid_put: off('ioasid/put', 'ioasid/put-not-held'),
  vfio_group_set_container: off('vfio/group-set-container', 'vfio/join-while-bound'),
  vfio_group_unset_container: off('vfio/group-unset-container', 'vfio/leave-not-attached'),
  vfio_set_iommu: off('vfio/set-iommu', 'vfio/type-set'),
  vfio_pasid_request_alloc: off('vfio/pasid-request-alloc', 'vfio/pasid-alloc-over-quota'),
  vfio_pasid_request_free: off('vfio/pasid-request-free', 'vfio/pasid-free-no-range'),
  vfio_dma_map: off('vfio/dma-map', 'vfio/map-mapped'),
  vfio_dma_unmap: off('vfio/dma-unmap', 'vfio/unmap-under-gpgd'),
  vfio_container_close: off('vfio/container-close', 'vfio/close-not-opener'),
  guest_page_response: off('page-request/guest-page-response', 'page-request/guest-not-holder'),
  iopf_queue_device: off('page-request/iopf-queue-device', 'page-request/device-as-asked'),
  iommu_device_fault_handler: off('page-request/device-fault-handler', 'page-request/handler-in-use'),
  page_request_message: off('page-request/page-request-message', 'page-request/message-index-outstanding'),
  prq_event_thread: off('page-request/prq-event-thread', 'page-request/queue-empty'),
  vcmd_alloc_pasid: off('guest/vcmd-alloc-pasid', 'guest/vcmd-alloc-gpasid-taken'),
  guest_set_pasid_entry: ['guest/set-pasid-entry', 'gpgd;', 'null;'],
  pasid_cache_invalidate: off('guest/pasid-cache-invalidate', 'guest/invalidate-not-own'),
  mm_exit: ['guest/mm-exit', 'freeOwn(actor), putSet(actor)', 'freeOwn(actor)'],
  enqcmd: off('guest/enqcmd', 'guest/enqcmd-not-holder'),
  mdev_config_write: off('guest/mdev-config-write', 'guest/mdev-in-use'),
  mdev_config_clear: off('guest/mdev-config-clear', 'guest/mdev-not-in-use'),
  vdcm_work: off('guest/vdcm-work', 'guest/vdcm-nothing-queued'),
  vcmd_free_pasid: off('guest/vcmd-free-pasid', 'guest/vcmd-free-no-pasid'),
  ioasid_attach_spid: off('ioasid/attach-spid', 'ioasid/attach-spid-taken'),
  ioasid_detach_spid: off('ioasid/detach-spid', 'ioasid/detach-spid-in-use'),
  ioasid_find_by_spid: off('ioasid/find-by-spid', 'ioasid/find-spid-free-pending'),
  iommu_aux_attach_device: off('iommu/aux-attach-device', 'iommu/aux-attached'),
  iommu_aux_detach_device: off('iommu/aux-detach-device', 'iommu/aux-not-attached'),
  mm_reuse: off('guest/mm-reuse', 'guest/mm-held'),
  ioasid_attach_data: off('ioasid/attach-data', 'ioasid/attach-data-taken'),
  ioasid_detach_data: off('ioasid/detach-data', 'ioasid/detach-data-not-own'),
  ioasid_register_notifier: off('ioasid/register-notifier', 'ioasid/register-registered'),
  ioasid_unregister_notifier: off('ioasid/unregister-notifier', 'ioasid/unregister-in-use'),
  ioasid_register_notifier_mm: off('ioasid/register-notifier-mm', 'ioasid/register-mm-waits'),
  ioasid_unregister_notifier_mm: off('ioasid/unregister-notifier-mm', 'ioasid/unregister-mm-not-waiting'),
  ioasid_find: off('ioasid/find', 'ioasid/find-free-pending'),
  ioasid_alloc_range: off('ioasid/alloc-range', 'ioasid/range-over-quota'),
  ioasid_set_put: off('ioasid/set-put', 'ioasid/set-put-not-held'),
  ioasid_find_mm_set: off('ioasid/find-mm-set', 'ioasid/find-held'),
  ioasid_adjust_set: off('ioasid/adjust-set', 'ioasid/adjust-below-members'),
  ioasid_install_capacity: off('ioasid/install-capacity', 'ioasid/capacity-promised'),
  ioasid_reserve_capacity: off('ioasid/reserve-capacity', 'ioasid/reserve-over-capacity'),
  ioasid_cancel_capacity: off('ioasid/cancel-capacity', 'ioasid/cancel-not-reserved'),
};

/** The predicate of the rule is moved aside, and nothing is refused by it any more. */
function off(file: string, rule: string): readonly [string, string, string] {
  return [file, `'${rule}':`, `'${rule}': () => false, aside:`];
}

let project: string;

beforeAll(() => {
  project = mkdtempSync(join(realpathSync(tmpdir()), 'vsva-canary-'));
  cpSync('vitest.config.js', join(project, 'vitest.config.js'));
  cpSync('package.json', join(project, 'package.json'));
  cpSync('dist', join(project, 'dist'), { recursive: true });
  symlinkSync(resolve('node_modules'), join(project, 'node_modules'), 'junction');
});

afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

/** Exit code and everything printed by the tests of one file of the model. */
function testsOf(file: string): { code: number | null; text: string } {
  const environment = Object.entries(process.env).filter(([name]) => !/^(?:VITEST|npm_)/.test(name));
  // Named, or Node would hand it down, and the coverage that is being taken of this run would be lost.
  const env = { ...Object.fromEntries(environment), NO_COLOR: '1', NODE_V8_COVERAGE: undefined };
  const command = `npx vitest run --project untraced dist/test/model/${file}.test.js`;
  const { status, stdout, stderr } = spawnSync(command, { cwd: project, env, shell: true, encoding: 'utf8' });
  return { code: status, text: stdout + stderr };
}

describe('the tests of the model', () => {
  it('pass on the model as it is', () => {
    const { code, text } = testsOf('vfio/bind-gpasid');
    expect(text).toMatch(/Tests +\d+ passed/);
    expect(code).toBe(0);
  });

  it.each(commandKinds)('notice a change of %s', (kind) => {
    const [file, from, to] = mutations[kind];
    const path = join(project, `dist/model/${file}.js`);
    const original = readFileSync(path, 'utf8');
    expect(original.split(from)).toHaveLength(2);
    writeFileSync(path, original.replace(from, to));
    const { code, text } = testsOf(file);
    writeFileSync(path, original);
    expect(text).toMatch(/Tests +[1-9]\d* failed/);
    expect(code).toBe(1);
  });
});
