/** Reads an export in Promela. */
import { matches, type ReadModel, Rewritten, type State } from './read-model.ts';

const expression = (text: string): string => text.replaceAll(' -> ', ' ? ');

/** The first way of a choice begins it; the others go on with it. */
const statements = (text: string): string =>
  text
    .replace(/^ *if\n *:: (.*) ->$/gm, (_, test) => `if (${expression(test)}) {`)
    .replace(/^ *:: else ->$/gm, '} else {')
    .replace(/^ *:: (.*) ->$/gm, (_, test) => `} else if (${expression(test)}) {`)
    .replace(/^ *fi;?$/gm, '}')
    .replace(/^ *skip$/gm, '')
    .replace(/^( *\w+ = .*;)$/gm, expression);

export function readPromela(text: string): ReadModel {
  const constants = matches(text, /^#define (\w+) (\d+)$/gm).map(([name, value]) => `const ${name} = ${value};`);
  const declared = matches(text, /^unsigned (\w+) : \d+ = (\w+);$/gm) as [string, string][];
  const variables = declared.map(([name]) => name);
  const rewritten = new Rewritten(constants.join(' '), variables);
  const start = rewritten.rule('boot', 'true', declared.map(([name, value]) => `${name} = ${value};`).join(' '));
  const zero: State = Object.fromEntries(variables.map((name) => [name, 0]));
  const violated = matches(
    text,
    /^ {2}:: d_step \{ (.*) -> printf\("the violation of (.*)\\n"\); assert\(false\) \}$/gm,
  );
  const rules = matches(text, /^ {2}:: d_step \{\n([\s\S]*?) ->\n *printf\("(.*)\\n"\);\n([\s\S]*?)^ {5}\}$/gm);
  return {
    initial: start.fire(zero) as State,
    rules: rules.map(([guard, name, body]) =>
      rewritten.rule(name as string, expression(guard as string), statements(body as string)),
    ),
    violations: new Map(violated.map(([guard, name]) => [name as string, rewritten.test(expression(guard as string))])),
  };
}
