/** The command line asks for something that there is not. */
import { suggestion } from './suggest.ts';

/** The message is one line, for the user. */
export class UsageError extends Error {}

/** So many names are listed where none is near to what was typed. */
const listedMax = 8;

/** `unknown design "goldn"; did you mean "golden"?`, or the names that there are. */
export function unknown(what: string, text: string, names: readonly string[]): UsageError {
  const near = suggestion(text, names);
  const listed = names.length > listedMax ? '' : `; known: ${names.join(', ')}`;
  return new UsageError(`unknown ${what} "${text}"${near === null ? listed : `; did you mean "${near}"?`}`);
}

/** The one of `all` with that name; throws `UsageError` if there is none. */
export function named<T>(what: string, text: string, all: readonly T[], nameOf: (one: T) => string): T {
  const found = all.find((one) => nameOf(one) === text);
  if (found === undefined) throw unknown(what, text, all.map(nameOf));
  return found;
}
