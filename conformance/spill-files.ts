/** The files to which a search spills the states that it has expanded: beside its checkpoint, or where nobody sees them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Spill } from '../checker/word-store.ts';
import { WordFile } from './word-file.ts';

export class SpillFiles implements Spill {
  readonly states: WordFile;
  readonly parents: WordFile;

  /** @param path what the names of the files begin with. Throws the system's error. */
  constructor(path: string, flags: 'w+' | 'r+') {
    this.states = new WordFile(`${path}.states`, flags);
    this.parents = new WordFile(`${path}.parents`, flags);
  }

  sync(): void {
    this.states.sync();
    this.parents.sync();
  }

  close(): void {
    this.states.close();
    this.parents.close();
  }
}

/** Files that are gone when they are closed, or with the process, however that ends. */
export function temporarySpill(): SpillFiles {
  const folder = mkdtempSync(join(tmpdir(), 'vsva-spill-'));
  try {
    return new SpillFiles(join(folder, 'search'), 'w+');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
