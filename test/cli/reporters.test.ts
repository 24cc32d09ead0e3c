import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reporterFlag } from '../../cli/common-flags.ts';
import { readFlags } from '../../cli/flags.ts';
import { paintFor, Reporters } from '../../cli/reporters.ts';
import { coloured, plain } from '../../report/paint.ts';
import { newFolder } from '../temporary-folder.ts';
import { Paper, surroundings } from './prompt.ts';

const cwd = newFolder();
const report = { json: { schema: 'x' }, text: (paint: typeof plain) => `${paint('good', 'holds')}\n` };
const json = '{\n  "schema": "x"\n}\n';

/** What the standard output has when the report is told as these reporters say. */
function printed(...asked: string[]): string {
  const stdout = new Paper(true);
  const reporters = new Reporters(
    readFlags(
      reporterFlag,
      asked.map((text) => `--reporter=${text}`),
    ),
    cwd,
  );
  reporters.prepare();
  reporters.publish(report, surroundings({ stdout, env: {} }));
  return stdout.text;
}

describe('reporters', () => {
  it('print text if nothing is asked for', () => {
    expect(printed()).toBe('\x1b[32mholds\x1b[39m\n');
  });

  it('print JSON in the place of the text, or beside it', () => {
    expect(printed('json')).toBe(json);
    expect(printed('json', 'text')).toBe(`${json}\x1b[32mholds\x1b[39m\n`);
  });

  it('write files, without colours, and print the text all the same', () => {
    expect(printed('json:a.json', 'text:a.txt')).toBe('\x1b[32mholds\x1b[39m\n');
    expect(readFileSync(join(cwd, 'a.json'), 'utf8')).toBe(json);
    expect(readFileSync(join(cwd, 'a.txt'), 'utf8')).toBe('holds\n');
  });

  it('fail before anything is done where a file cannot be written', () => {
    expect(() => printed('json:/dev/null/no/folder.json')).toThrow('ENOTDIR');
  });

  it('have only these forms', () => {
    expect(() => printed('jsno')).toThrow('unknown reporter "jsno"; did you mean "json"?');
  });
});

describe('colours', () => {
  it('are for terminals whose user does not mind them', () => {
    expect(paintFor(new Paper(true), {})).toBe(coloured);
    expect(paintFor(new Paper(true), { NO_COLOR: '' })).toBe(coloured);
    expect(paintFor(new Paper(true), { NO_COLOR: '1' })).toBe(plain);
    expect(paintFor(new Paper(false), {})).toBe(plain);
  });
});
