/** Issues an encoded command to a host. */
import { opcodes } from './encoding.ts';
import type { Host } from './host.ts';

/** Calls the method that the words from `words[at]` on name, and gives its result in the numbers of the engine. */
export function dispatch(host: Host, words: Int32Array, at: number): number {
  const a = words[at + 1] as number;
  const b = words[at + 2] as number;
  const c = words[at + 3] as number;
  const d = words[at + 4] as number;
  switch (words[at]) {
    case opcodes.ioasid_set_alloc:
      return host.ioasidSetAlloc(a, b, c);
    case opcodes.ioasid_alloc:
      return host.ioasidAlloc(a, b);
    case opcodes.vfio_bind_gpasid:
      return bind(host, words, at);
    case opcodes.vfio_unbind_gpasid:
      return host.vfioUnbindGpasid(a, b, c, d);
    case opcodes.ioasid_free:
      return host.ioasidFree(a, b, c);
    case opcodes.ioasid_reclaim:
      return host.ioasidReclaim(a);
    case opcodes.inject_bind_failure:
      return host.injectBindFailure(a, b);
    case opcodes.page_request:
      return host.pageRequest(a, b, c);
    default:
      return host.pageResponse(a, b, c, d, words[at + 5] as number, words[at + 6] as number);
  }
}

function bind(host: Host, words: Int32Array, at: number): number {
  return host.vfioBindGpasid(
    words[at + 1] as number,
    words[at + 2] as number,
    words[at + 3] as number,
    words[at + 4] as number,
    words[at + 5] as number,
    words[at + 6] as number,
    words[at + 7] as number,
    words[at + 8] as number,
    words[at + 9] as number,
  );
}
