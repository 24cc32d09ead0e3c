/**
 * What a TypeScript file imports, found by its text: import and export declarations (of values and of types),
 * `import('…')` and `new URL('…', import.meta.url)`. Imports inside comments do not count.
 */

const DECLARATION = /^[ \t]*(?:import|export)\s(?:[^'";]*?\sfrom\s*)?['"]([^'"]+)['"]/gm;
const EXPRESSION = /\bimport\(\s*['"`]([^'"`$]+)['"`]\s*[,)]|\bnew URL\(\s*['"`]([^'"`$]+)['"`],\s*import\.meta\.url/g;
const COMPUTED = /\bimport\(\s*(?!['"`][^'"`$]+['"`]\s*[,)])/;
const COMMENT_LINE = /^[ \t]*(?:\/?\*|\/\/).*$/gm;

/** The specifiers as written, in the order of each kind. */
export function importsOf(text: string): string[] {
  const code = text.replaceAll(COMMENT_LINE, '');
  return [
    ...[...code.matchAll(DECLARATION)].map((match) => match[1] as string),
    ...[...code.matchAll(EXPRESSION)].map((match) => (match[1] ?? match[2]) as string),
  ];
}

/** Whether the file imports something it computes, which no reading of its text can judge. */
export function importsComputed(text: string): boolean {
  return COMPUTED.test(text.replaceAll(COMMENT_LINE, ''));
}
