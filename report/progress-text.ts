/** One line of progress. */
import type { Progress } from '../conformance/check.ts';
import { thousands } from './numbers.ts';

/** `identity: 5,000 states, 1,234/s, depth 8, queue 300, 4 s` */
export function searchProgress(name: string, { distinct, depth, queue, seconds }: Progress): string {
  const rate = thousands(Math.round(distinct / Math.max(seconds, 0.001)));
  return `${name}: ${thousands(distinct)} states, ${rate}/s, depth ${depth}, queue ${thousands(queue)}, ${Math.round(seconds)} s`;
}

/** `large: 12 of 30 sequences, 40 s` */
export const runProgress = (name: string, done: number, runs: number, seconds: number): string =>
  `${name}: ${thousands(done)} of ${thousands(runs)} sequences, ${Math.round(seconds)} s`;
