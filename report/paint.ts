/** Colours of a report, by what they mean. */

/** `good`: it holds. `bad`: it is wrong. `open`: it is not decided. */
export type Tone = 'good' | 'bad' | 'open';
/** Gives a text the colour of a tone, or leaves it as it is. */
export type Paint = (tone: Tone, text: string) => string;

const codes: Readonly<Record<Tone, number>> = { good: 32, bad: 31, open: 33 };

export const plain: Paint = (_, text) => text;
export const coloured: Paint = (tone, text) => `\x1b[${codes[tone]}m${text}\x1b[39m`;
