/** The page request queue: a ring of descriptors, which begins again at its first place whenever it is empty. */
import { type PageForm, pageForms } from '../../spec/topology.ts';
import { descriptorAt, type Regions } from '../regions.ts';
import { descriptorRow } from '../rows.ts';

const { device: deviceOf, pasid: pasidOf, grpid: grpidOf, form: formOf } = descriptorRow;

/** What a place holds: nothing, a descriptor whose request was ended by a drain, or one of a form of the specification. */
export const pageForm = { none: 0, void: 1 } as const;
/** The form of messages of one kind. */
export const formNumber = (name: PageForm): number => pageForms.indexOf(name) + 2;
const last = formNumber('last');
const withPrivateData = formNumber('private');
/** Whether a message of this form ends its group. */
export const isLast = (form: number): boolean => form === last || form === withPrivateData;
const modeShift = 3;

export const pageOf = (form: number): number => form & 7;
export const modeOf = (form: number): number => form >>> modeShift;
export const formWord = (page: number, mode: number): number => page | (mode << modeShift);

/** Whether the queue takes nothing: it is full, or has overflowed. */
export const takesNothing = (words: Int32Array, at: Regions): boolean =>
  words[at.prqOverflow] !== 0 || words[at.prqCount] === words[at.prqLimit];

/** Puts a descriptor behind all others, where there is room. */
export function enqueue(
  words: Int32Array,
  at: Regions,
  device: number,
  pasid: number,
  grpid: number,
  form: number,
): void {
  const count = words[at.prqCount] as number;
  const place = descriptorAt(at, ((words[at.prqHead] as number) + count) % (words[at.prqLimit] as number));
  words[place + deviceOf] = device;
  words[place + pasidOf] = pasid;
  words[place + grpidOf] = grpid;
  words[place + formOf] = form;
  words[at.prqCount] = count + 1;
}

/** Gives up the place of the oldest descriptor. */
export function dropHead(words: Int32Array, at: Regions): void {
  const head = words[at.prqHead] as number;
  const count = (words[at.prqCount] as number) - 1;
  empty(words, descriptorAt(at, head), pageForm.none);
  words[at.prqCount] = count;
  words[at.prqHead] = count === 0 ? 0 : (head + 1) % (words[at.prqLimit] as number);
}

/** Leaves nothing of a descriptor but its place. */
export function empty(words: Int32Array, place: number, form: number): void {
  words[place + deviceOf] = 0;
  words[place + pasidOf] = 0;
  words[place + grpidOf] = 0;
  words[place + formOf] = form;
}
