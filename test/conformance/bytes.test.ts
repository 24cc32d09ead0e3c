import { expect, it } from 'vitest';
import { printBytes } from '../../conformance/bytes.ts';

it('memory is told in the largest unit that it has one of', () => {
  const amounts = [20, 1024, 1536, 64 * 2 ** 20, 2 ** 30, 1.5 * 2 ** 30, 10 ** 12];
  expect(amounts.map(printBytes)).toEqual(['20 bytes', '1 KiB', '1.5 KiB', '64 MiB', '1 GiB', '1.5 GiB', '931.3 GiB']);
});
