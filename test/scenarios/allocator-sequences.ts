/**
 * What the allocator of PASIDs of Linux 6.1 has answered, and the allocators of numbers on which it is built (Linux 7.2) in
 * their own tests: facts, in a vocabulary of their own.
 *
 * `alloc 5`: 5 is handed out; `alloc 0..9`: these, one after the other; `alloc in 5..7: none`: nothing of that
 * range is left, or it has nothing in it.
 * `free 5`: 5 was held; `free 5: nothing`: it was not; `free all`. `held none`, `held some`: whether anything is.
 */

export interface Sequences {
  readonly fact: string;
  /** The test, and what it tests. */
  readonly of: string;
  /** As often as it was asked, of allocators that begin at different numbers. */
  readonly sequences: readonly string[];
}

/** A free of 0 and of every power of two below 2^31. */
const nothing = [0, ...Array.from({ length: 31 }, (_, exponent) => 2 ** exponent)]
  .map((number) => `free ${number}: nothing`)
  .join('; ');

/** What the allocator of host PASIDs answers as well. */
export const sequences: readonly Sequences[] = [
  {
    fact: 'Two numbers of a range are had and freed, and are then nobody’s.',
    of: 'ioasid_alloc, ioasid_free of drivers/iommu/ioasid.c',
    sequences: ['alloc 200; alloc 201; free 200; free 201; free 200: nothing'],
  },
  {
    fact: 'Both ends of a range belong to it, and what was freed in the middle is had again.',
    of: 'ioasid_alloc, ioasid_free of drivers/iommu/ioasid.c',
    sequences: ['alloc 5; alloc 6; alloc 7; alloc in 5..7: none; free 6; alloc 6'],
  },
  {
    fact: 'What was freed is had again, and nothing is held in between.',
    of: 'check_xa_alloc_1 of lib/xarray.c',
    sequences: ['held none; alloc 0; free 0; held none; alloc 0', 'held none; alloc 1; free 1; held none; alloc 1'],
  },
  {
    fact: 'Many go and come, and the first of all is still to be had.',
    of: 'check_xa_alloc_1 of lib/xarray.c',
    sequences: ['alloc 0; alloc 1..127; free 0..127; alloc 0', 'alloc 1; alloc 2..127; free 1..127; alloc 1'],
  },
  {
    fact: 'It makes no difference whether all are freed at once or one by one.',
    of: 'check_xa_alloc_1 of lib/xarray.c',
    sequences: ['alloc 0; free all; alloc 0; alloc 1; free 1', 'alloc 1; free all; alloc 1; alloc 2; free 2'],
  },
  {
    fact: 'A number that was asked for by name is taken; one below it that was freed can be had.',
    of: 'check_xa_alloc_1 of lib/xarray.c',
    sequences: [
      'alloc 0; alloc 1; alloc 2; free 0; alloc 0; free 1; free 2',
      'alloc 1; alloc 2; alloc 3; free 1; alloc 1; free 2; free 3',
    ],
  },
  {
    fact: 'Thousands are handed out, no two alike.',
    of: 'check_xa_alloc_1 of lib/xarray.c',
    sequences: ['alloc 0; alloc 1..4999; free all; held none', 'alloc 1; alloc 2..5000; free all; held none'],
  },
  {
    fact: 'At the upper end of all numbers there are as many as there are, and no more.',
    of: 'check_xa_alloc_1 of lib/xarray.c',
    sequences: [
      'alloc 4294967294; alloc 4294967295; alloc in 4294967294..4294967295: none; free all',
      'alloc 4294967294; alloc 4294967295; alloc in 4294967294..4294967295: none; free all',
    ],
  },
  {
    fact: 'An allocation may go on from where a cursor stands.',
    of: 'check_xa_alloc_3 of lib/xarray.c',
    sequences: [
      'alloc 1; alloc 16381; free 16381; free 1; held none',
      'alloc 1; alloc 16381; free 16381; free 1; held none',
    ],
  },
  {
    fact: 'An allocation that goes round leaves a number that was freed alone, and comes to the lowest again.',
    of: 'check_xa_alloc_3 of lib/xarray.c',
    sequences: [
      'alloc 16381; free 16381; alloc 16382; alloc 16383; alloc 1; alloc 2; alloc 3',
      'alloc 16381; free 16381; alloc 16382; alloc 16383; alloc 1; alloc 2; alloc 3',
    ],
  },
  {
    fact: 'It goes round at the upper end of all numbers.',
    of: 'check_xa_alloc_3 of lib/xarray.c',
    sequences: ['alloc 4294967295; alloc 0; alloc 1', 'alloc 4294967295; alloc 1; alloc 2'],
  },
  {
    fact: 'What is reserved is not handed out, until it is given back.',
    of: 'check_reserve of lib/xarray.c',
    sequences: [
      'alloc 5; alloc 6; alloc 7; alloc 8; free 6; alloc 6; free all',
      'alloc 5; alloc 6; alloc 7; alloc 8; free 6; alloc 6; free all',
    ],
  },
  {
    fact: 'Of ten thousand two in the middle are freed and had again, before the next at the end.',
    of: 'ida_check_alloc of lib/idr.c',
    sequences: ['alloc 0..9999; free 20; free 21; alloc 20; alloc 21; alloc 10000'],
  },
  {
    fact: 'The lower half may be free, and the next number be one at the end.',
    of: 'ida_check_alloc of lib/idr.c',
    sequences: ['alloc 0..10000; free 0..4999; alloc 10001; free all; held none'],
  },
  {
    fact: 'One number, wherever it lies, is held until all are freed.',
    of: 'ida_check_destroy_1 of lib/idr.c',
    sequences: [
      'alloc 0; held some; free all; held none',
      'alloc 1; held some; free all; held none',
      'alloc 1023; held some; free all; held none',
      'alloc 1024; held some; free all; held none',
      'alloc 12345678; held some; free all; held none',
    ],
  },
  {
    fact: 'To free all of nothing changes nothing.',
    of: 'ida_check_destroy of lib/idr.c',
    sequences: ['held none; free all; held none'],
  },
  {
    fact: 'A thousand in a row, wherever they begin, are freed at once.',
    of: 'ida_check_leaf of lib/idr.c',
    sequences: [
      'alloc 0..1023; free all; held none; alloc 0; held some; free 0; held none',
      'alloc 1024..2047; free all; held none; alloc 0; held some; free 0; held none',
      'alloc 65536..66559; free all; held none; alloc 0; held some; free 0; held none',
    ],
  },
  {
    fact: 'As many as are left below the limit, and no more.',
    of: 'ida_check_max of lib/idr.c',
    sequences: [
      'alloc 2147483647; alloc in 2147483647..2147483647: none; free all; held none',
      'alloc 2147483646..2147483647; alloc in 2147483646..2147483647: none; free all; held none',
      'alloc 2147483632..2147483647; alloc in 2147483632..2147483647: none; free all; held none',
      'alloc 2147482624..2147483647; alloc in 2147482624..2147483647: none; free all; held none',
      'alloc 2147418112..2147483647; alloc in 2147418112..2147483647: none; free all; held none',
    ],
  },
  {
    fact: 'Numbers far apart are freed in the order in which they were had.',
    of: 'ida_check_conv of lib/idr.c',
    sequences: [
      'alloc 1; alloc 64; free 1; free 64; held none; alloc 1025; alloc 1088; free 1025; free 1088; held none',
    ],
  },
  {
    fact: 'Two thousand are freed in the opposite order.',
    of: 'ida_check_conv of lib/idr.c',
    sequences: ['alloc 0..2047; free 2047..0; held none'],
  },
  {
    fact: 'And a thousand and some.',
    of: 'ida_check_conv of lib/idr.c',
    sequences: ['alloc 0..1083; free 1083..0; held none'],
  },
  {
    fact: 'A free of what is not held changes nothing, whatever else is held.',
    of: 'ida_check_bad_free of lib/idr.c',
    sequences: [
      `${nothing}; alloc 3; ${nothing}; alloc 1023; ${nothing}; alloc 1048575; ${nothing}; free 3; free 1023; free 1048575; held none`,
    ],
  },
  {
    fact: 'Where all of a range is held nothing of it is to be had.',
    of: 'ida_alloc_free_test of lib/idr.c',
    sequences: ['alloc 0..9999; alloc in 5..30: none; free 0..9999; held none'],
  },
  {
    fact: 'An allocation that goes round comes to the lowest it may give, past what was freed.',
    of: 'idr_alloc_test of lib/idr.c',
    sequences: ['alloc 0; alloc 16381; free 16381; free 0; alloc 16382; alloc 16383; alloc 1; alloc 2; alloc 3'],
  },
  {
    fact: 'The numbers may begin at 1.',
    of: 'idr_null_test of lib/idr.c',
    sequences: ['alloc 1; alloc 2; alloc 3; alloc 4; alloc 5; alloc 6; alloc 7; alloc 8; alloc 9; free all; held none'],
  },
  {
    fact: 'Numbers are had by name, one after the other.',
    of: 'idr_nowait_test of lib/idr.c',
    sequences: ['alloc 0; alloc 1; alloc 2'],
  },
  {
    fact: 'One number, whatever its width, is had once, and again when it was freed.',
    of: 'idr_u32_test1 of lib/idr.c',
    sequences: [
      'alloc 10; alloc in 10..10: none; free 10; held none',
      'alloc 2147483647; alloc in 2147483647..2147483647: none; free 2147483647; held none',
      'alloc 2147483648; alloc in 2147483648..2147483648: none; free 2147483648; held none',
      'alloc 2147483649; alloc in 2147483649..2147483649: none; free 2147483649; held none',
      'alloc 4292870144; alloc in 4292870144..4292870144: none; free 4292870144; held none',
      'alloc 4294967295; alloc in 4294967295..4294967295: none; free 4294967295; held none',
    ],
  },
  {
    fact: 'A free that is repeated is harmless.',
    of: 'idr_checks of lib/idr.c',
    sequences: [
      'alloc 0..9999; alloc in 5..29: none; free 0..4999; free 3: nothing; free all; held none; free 3: nothing; free 0: nothing',
    ],
  },
  {
    fact: 'A free of what was never held is harmless.',
    of: 'idr_checks of lib/idr.c',
    sequences: ['alloc 0; free 1: nothing; alloc 1..63; free 1073741824: nothing; free all'],
  },
  {
    fact: 'The last four below the limit, and no more.',
    of: 'idr_checks of lib/idr.c',
    sequences: [
      'alloc 2147483644; alloc 2147483645; alloc 2147483646; alloc 2147483647; alloc in 2147483646..2147483647: none; free all; held none',
    ],
  },
  {
    fact: 'Past the limit an allocation that goes round begins anew.',
    of: 'idr_checks of lib/idr.c',
    sequences: ['alloc 2147483644; alloc 2147483645; alloc 2147483646; alloc 2147483647; alloc 0; alloc 1'],
  },
  {
    fact: 'Ten thousand from 1 on.',
    of: 'idr_checks of lib/idr.c',
    sequences: ['alloc 1..9999; free all'],
  },
  {
    fact: 'A range that ends before it begins has nothing in it.',
    of: 'check_xa_alloc_1 of lib/xarray.c',
    sequences: [
      'alloc in 10..5: none; alloc 3; alloc in 10..5: none; free 3; held none',
      'alloc in 10..5: none; alloc 3; alloc in 10..5: none; free 3; held none',
    ],
  },
  {
    fact: 'Below where the numbers begin there are none.',
    of: 'idr_alloc2_test of lib/idr.c',
    sequences: ['alloc in 0..0: none; alloc 1; alloc in 0..0: none; alloc in 0..1: none'],
  },
];
