/** A program every action of which is traced in parts, however few ways it has. */
import { TooManyPaths } from '../../compile/not-traceable.ts';
import type { Program } from '../../compile/program.ts';
import { SymbolicStore } from '../../compile/symbolic-store.ts';

export const inParts = (program: Program): Program => ({
  ...program,
  on: (store, before, changed) => {
    const run = program.on(store, before, changed);
    if (!(store instanceof SymbolicStore)) return run;
    return {
      ...run,
      act: () => {
        throw new TooManyPaths('', '', '');
      },
    };
  },
});
