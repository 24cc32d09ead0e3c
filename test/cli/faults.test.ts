import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { identity } from '../../generators/instances/identity.ts';
import { newFolder } from '../temporary-folder.ts';
import { tiny, type } from './prompt.ts';

const instances = [identity];
const folder = newFolder();

describe('vsva faults', () => {
  it('prints who catches a fault, by how many commands', async () => {
    const { code, out, err } = await type('faults fault/foreign-free fault/no-drain', { instances });
    expect(code).toBe(0);
    expect(err).toContain('vsva faults: 2 faults on 1 instance, stories of at most 6 commands, on 1 thread\n');
    expect(out).toContain('\nfault/foreign-free\n  3 ioasid/freed-by-owner (only)\n');
    expect(out).toContain('\nfault/no-drain\n  5 page-request/none-after-unbind, 6 host/nothing-is-left; also 5\n');
    expect(out).toMatch(/\nok: 2 of 2 faults caught by an invariant that claims it\n$/);
  });

  it('gives the same on several threads, as JSON', async () => {
    const path = join(folder, 'faults.json');
    const line = `faults fault/foreign-free fault/no-quota --reporter json:${path}`;
    const { code } = await type(line, { instances, threads: 2 });
    expect(code).toBe(0);
    const { schema, faults, failures } = JSON.parse(readFileSync(path, 'utf8'));
    expect(schema).toBe('vsva/faults/1');
    expect(failures).toEqual([]);
    expect(faults).toMatchObject([
      {
        id: 'fault/foreign-free',
        claimedBy: ['ioasid/freed-by-owner'],
        caughtBy: ['ioasid/freed-by-owner'],
        length: 3,
      },
      { id: 'fault/no-quota', claimedBy: ['ioasid/quota'], caughtBy: ['ioasid/quota'], length: 1 },
    ]);
  });

  it('fails where a fault is not caught by what claims it', async () => {
    const { code, out } = await type('faults fault/response-by-fd-holder -q', { instances: [tiny] });
    expect(code).toBe(10);
    expect(out).toBe(
      'page-request/response-by-holder claims fault/response-by-fd-holder and does not\n' +
        '  catch it within 6 commands\n' +
        'gate failed: 0 of 1 fault caught by an invariant that claims it; 1 failure\n',
    );
  });

  it('says of invariants what they catch only where every fault was searched', async () => {
    const { code, out } = await type('faults -q', { instances: [tiny] });
    expect(code).toBe(10);
    expect(out).toContain('page-request/response-by-holder has no fault of its own');
  });

  it('is undecided when its time is over, and says so when it is interrupted', async () => {
    const late = await type('faults fault/partial-unbind --timeout 1ms -q', { instances: [tiny] });
    expect(late.code).toBe(20);
    expect(late.out).toContain('undecided: 0 of 1 fault caught by an invariant that claims it until the timeout');
    const line = 'faults fault/partial-unbind fault/no-drain --timeout 1ms -q';
    expect((await type(line, { instances, threads: 2 })).code).toBe(20);
    const interrupt = AbortSignal.abort();
    expect((await type('faults fault/no-drain -q', { instances: [tiny], interrupt })).code).toBe(130);
  });

  it('refuses a fault that there is not', async () => {
    expect(await type('faults fault/no-drian')).toEqual({
      code: 64,
      out: '',
      err: 'vsva: unknown fault "fault/no-drian"; did you mean "fault/no-drain"?\n',
    });
  });
});
