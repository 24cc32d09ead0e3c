/** Reads an export in Murphi. */
import { matches, type ReadModel, Rewritten, type State } from './read-model.ts';

const expression = (text: string): string =>
  text.replace(/ = /g, ' === ').replace(/ != /g, ' !== ').replace(/ & /g, ' && ').replace(/ \| /g, ' || ');

const statements = (text: string): string =>
  text
    .replace(/^ *(?:els)?if (.*) then$/gm, (line, test) =>
      line.trimStart().startsWith('els') ? `} else if (${expression(test)}) {` : `if (${expression(test)}) {`,
    )
    .replace(/^ *else$/gm, '} else {')
    .replace(/^ *end;$/gm, '}')
    .replace(/^( *\w+) := (.*);$/gm, (_, name, value) => `${name} = ${expression(value)};`);

export function readMurphi(text: string): ReadModel {
  const constants = matches(text, /^ {2}(\w+): (\d+);$/gm).map(([name, value]) => `const ${name} = ${value};`);
  const variables = matches(text, /^ {2}(\w+): 0\.\.\d+;$/gm).map(([name]) => name as string);
  const rewritten = new Rewritten(constants.join(' '), variables);
  const [[boot]] = matches(text, /^startstate "boot"\nbegin\n([\s\S]*?)^end;$/gm) as [[string]];
  const start = rewritten.rule('boot', 'true', statements(boot));
  const zero: State = Object.fromEntries(variables.map((name) => [name, 0]));
  const rules = matches(text, /^rule "(.*)"\n([\s\S]*?)\n==>\nbegin\n([\s\S]*?)^end;$/gm) as [string, string, string][];
  const violation = 'the violation of ';
  return {
    initial: start.fire(zero) as State,
    rules: rules
      .filter(([name]) => !name.startsWith(violation))
      .map(([name, guard, body]) => rewritten.rule(name, expression(guard), statements(body))),
    violations: new Map(
      rules
        .filter(([name]) => name.startsWith(violation))
        .map(([name, guard]) => [name.slice(violation.length), rewritten.test(expression(guard))]),
    ),
  };
}
