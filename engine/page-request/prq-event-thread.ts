/** The thread of the page request queue: `prq_event_thread` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { descriptorAt, type Regions } from '../regions.ts';
import { descriptorRow } from '../rows.ts';
import { discardKept } from './groups.ts';
import { dropHead, modeOf, pageForm, pageOf } from './queue.ts';
import { take } from './thread.ts';

const { EAGAIN } = errnoNumbers;
const { device: deviceOf, pasid: pasidOf, grpid: grpidOf, form: formOf } = descriptorRow;

/** Takes the oldest descriptor or, if there is none, clears an overflow. */
export function prqEventThread(words: Int32Array, at: Regions): number {
  if (words[at.prqCount] === 0) {
    if (words[at.prqOverflow] === 0) return -EAGAIN;
    words[at.prqOverflow] = 0;
    discardKept(words, at);
    return 0;
  }
  const place = descriptorAt(at, words[at.prqHead] as number);
  const device = words[place + deviceOf] as number;
  const row = words[place + pasidOf] as number;
  const grpid = words[place + grpidOf] as number;
  const form = words[place + formOf] as number;
  dropHead(words, at);
  if (pageOf(form) !== pageForm.void) take(words, at, device, row, grpid, pageOf(form), modeOf(form));
  return 0;
}
