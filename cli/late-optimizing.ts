/**
 * Has V8 wait longer before it optimises a function; imported first by whatever begins a process that searches. Tracing
 * and starting run many functions hot for a tenth of a second, and optimising them, on threads of V8's own, costs more
 * than it brings. The code that a search spends its time in is optimised all the same, a little later.
 *
 * Not tuned further: from four to seven times V8's own value the gain is the same.
 */
import { setFlagsFromString } from 'node:v8';

setFlagsFromString('--interrupt-budget=300000');
