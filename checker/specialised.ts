/** Functions made from source text for one set of values, which the optimising compiler may then take for constants. */

/** What the function body `source` returns where `$name` stands for the value of that name. */
export function specialised<Code>(source: string, values: Readonly<Record<string, unknown>>): Code {
  const names = Object.keys(values).map((name) => `$${name}`);
  const make = new Function(...names, `'use strict';\n${source}`) as (...values: unknown[]) => Code;
  return make(...Object.values(values));
}
