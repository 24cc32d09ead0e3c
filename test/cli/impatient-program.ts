/** The program on one thread, but for that it keeps its searches all the time. */
import { main } from '../../cli/main.ts';
import { surroundingsOf } from '../../cli/process.ts';

const around = { ...surroundingsOf(process), threads: 1, checkpointSeconds: 0.01 };
process.exitCode = await main(process.argv.slice(2), around);
