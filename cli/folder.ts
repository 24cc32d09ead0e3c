/** Folders that a user names, made and tried before any time is spent. */
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes the folder at an absolute path, and those above it, where they are not there; and sees that it can be written
 * to. Throws the system's error. Not by the runtime's own recursion, which never ends where a file system says of a
 * folder that it is there and of a new one below it that it is not, as /proc does.
 */
export function prepareFolder(path: string): void {
  const missing: string[] = [];
  for (let folder = path; !existsSync(folder); folder = dirname(folder)) missing.push(folder);
  for (const folder of missing.reverse()) mkdirSync(folder);
  accessSync(path, constants.W_OK);
}
