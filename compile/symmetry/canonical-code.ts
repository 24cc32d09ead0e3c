/**
 * The representative of an orbit as code over packed words: of each orbit exactly one state. What can be sorted is
 * sorted; the least is taken of what comes out for each arrangement of the rest.
 */
import type { Packing } from '../../spec/schema/layout.ts';
import { imageCode } from './image-code.ts';
import type { Walk } from './outer-walk.ts';
import type { Roles } from './roles.ts';
import { SortCode } from './sort-code.ts';

/** Source of `canonicalise`, over the arrays that are named `$successors` and `$steps`. */
export function canonicalCode(packing: Packing, { plain, main, bags, outer }: Roles, { steps }: Walk): string {
  const words = Array.from({ length: packing.words }, (_, word) => word);
  const list = (text: (word: number) => string, separator = ' '): string => words.map(text).join(separator);
  const families = plain.map((members) => new SortCode(packing, members, []).statements).join('');
  const sorted = main === null ? '' : new SortCode(packing, main, bags).statements;
  const less = words.reduceRight((lower, word) => {
    const smaller = `w${word} < m${word}`;
    return lower === '' ? smaller : `(${smaller} || w${word} === m${word} && ${lower})`;
  }, '');
  const tried = `${list((word) => `let v${word} = w${word};`)}
${sorted}${list((word) => `let m${word} = w${word};`)}
for (let step = 0; step < ${steps.length}; step++) {
switch ($steps[step]) {
${outer.map((action, number) => `case ${number}: {\n${imageCode(packing, action)}break; }\n`).join('')}}
${list((word) => `w${word} = v${word};`)}
${sorted}if (${less}) { ${list((word) => `m${word} = w${word};`)} }
}
${list((word) => `w${word} = m${word};`)}
`;
  return `const canonicalise = (count) => {
let t = 0;
for (let at = 0, end = count * ${packing.words}; at < end; at = at + ${packing.words} | 0) {
${list((word) => `let w${word} = $successors[at + ${word}];`)}
${families}${steps.length === 0 ? sorted : tried}${list((word) => `$successors[at + ${word}] = w${word};`)}
}
};`;
}
