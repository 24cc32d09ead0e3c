/** Reads an export in TLA+. */
import { matches, type ReadModel, type State } from './read-model.ts';

const expression = (text: string): string =>
  text
    .replace(/ = /g, ' === ')
    .replace(/ \/= /g, ' !== ')
    .replace(/\/\\/g, '&&')
    .replace(/\\\//g, '||')
    .replace(/~/g, '!')
    .replace(/\b(TRUE|FALSE)\b/g, (word) => word.toLowerCase())
    .replace(/\bIF\b/g, '')
    .replace(/\bTHEN\b/g, '?')
    .replace(/\bELSE\b/g, ':')
    .replace(/\[/g, '({ ...')
    .replace(/ EXCEPT\n/g, ',\n')
    .replace(/!\.(\w+) ===/g, '$1:')
    .replace(/\]/g, '})');

export function readTla(text: string): ReadModel {
  const constants = matches(text, /^(\w+) == (\d+)$/gm).map(([name, value]) => `const ${name} = ${value};`);
  const evaluate = (value: string): ((state: State) => unknown) =>
    new Function('state', `${constants.join(' ')} return ${value};`) as (state: State) => unknown;
  const [[start]] = matches(text, /^Init == state = \[\n([\s\S]*?)^\]$/gm) as [[string]];
  const next = matches(text, /^ {2}\\\/ (\w+)$/gm).map(([name]) => name as string);
  const actions = matches(text, /^\\\* (.*)\n(\w+) ==\n((?: {2}\/\\ .*\n)*?) {2}\/\\ state' = ([\s\S]*?)\n\n/gm);
  const properties = matches(text, /^\\\* (.*)\n\w+ == (~.*)$/gm);
  return {
    initial: evaluate(`({ ${start.replaceAll('|->', ':')} })`)({}) as State,
    rules: actions
      .filter(([, operator]) => next.includes(operator as string))
      .map(([name, , guards, value]) => {
        const guard = evaluate(`true ${expression(guards as string)}`);
        const after = evaluate(expression(value as string));
        return { name: name as string, fire: (state) => (guard(state) ? (after(state) as State) : null) };
      }),
    violations: new Map(
      properties.map(([name, property]) => {
        const holds = evaluate(expression(property as string));
        return [name as string, (state: State) => !holds(state)];
      }),
    ),
  };
}
