/** The environment makes a device's binds fail: `inject_bind_failure` of the specification. */
import { deviceAt, type Regions } from '../regions.ts';
import { deviceRow } from '../rows.ts';

/** `enabled` is 0 or 1. */
export function injectBindFailure(words: Int32Array, at: Regions, device: number, enabled: number): number {
  const flag = deviceAt(at, device) + deviceRow.failsBind;
  words[at.failing] = (words[at.failing] as number) + enabled - (words[flag] as number);
  words[flag] = enabled;
  return 0;
}
