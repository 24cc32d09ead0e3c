import { describe, expect, it } from 'vitest';
import { type } from './prompt.ts';

describe('vsva explain', () => {
  it('explains one thing', async () => {
    const { code, out } = await type('explain ioasid/alloc-none-free');
    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 2)).toEqual(['rule ioasid/alloc-none-free: -ENOSPC', '  no host PASID is free.']);
  });

  it('gives JSON on request', async () => {
    const { out } = await type('explain vfio/bind-free-pending --reporter json');
    expect(JSON.parse(out)).toMatchObject({
      schema: 'vsva/explain/1',
      kind: 'rule',
      id: 'vfio/bind-free-pending',
      errno: 'EBUSY',
      command: 'vfio_bind_gpasid',
    });
  });

  it.each([
    ['explain', 'vsva: explain takes one id; vsva list names them\n'],
    ['explain golden vfio-v1', 'vsva: explain takes one id; vsva list names them\n'],
    ['explain entry-ownr', 'vsva: unknown id "entry-ownr"; did you mean "iommu/entry-owner"?\n'],
    ['explain nothing-like-it', 'vsva: unknown id "nothing-like-it"\n'],
  ])('refuses %s', async (line, err) => {
    expect(await type(line)).toEqual({ code: 64, out: '', err });
  });

  describe('--tree', () => {
    const tree = 'explain ioasid_reclaim --tree';

    it('tells every way in which a command can go', async () => {
      const { code, out } = await type(`${tree} --instance identity`);
      expect(code).toBe(0);
      const [heading, , command] = out.split('\n');
      expect(heading).toBe('ioasid_reclaim on identity, golden: 16 behaviour classes, 1 shape');
      expect(command).toBe('ioasid_reclaim(actor=kernel, hpasid=p1), and 1 like it:');
      expect(out).toContain('(ioasid/reclaim-not-free-pending)\n');
    });

    it('tells those of one command alone, on the first instance', async () => {
      const { out } = await type('explain ioasid_reclaim(actor=kernel,hpasid=p1) --tree');
      expect(out.split('\n')[0]).toBe(
        'ioasid_reclaim(actor=kernel,hpasid=p1) on tiny, golden: 10 behaviour classes, 1 shape',
      );
    });

    it('tells those of another design, as JSON on request', async () => {
      const { out } = await type(`${tree} --design vfio-v1 --reporter json`);
      expect(JSON.parse(out)).toMatchObject({
        schema: 'vsva/tree/1',
        command: 'ioasid_reclaim',
        instance: 'tiny',
        design: 'vfio-v1',
        shapes: [{ command: 'ioasid_reclaim(actor=kernel, hpasid=p1)', value: null, others: 0 }],
      });
    });

    it.each([
      ['explain ioasid_reclam --tree', 'vsva: unknown command "ioasid_reclam"; did you mean "ioasid_reclaim"?\n'],
      [`${tree} --instance idntity`, 'vsva: unknown instance "idntity"; did you mean "identity"?\n'],
      [`${tree} --design goldn`, 'vsva: unknown design "goldn"; did you mean "golden"?\n'],
      ['explain golden --design golden', 'vsva: --design goes with --tree\n'],
      ['explain golden --instance identity', 'vsva: --instance goes with --tree\n'],
    ])('refuses %s', async (line, err) => {
      expect(await type(line)).toEqual({ code: 64, out: '', err });
    });
  });
});
