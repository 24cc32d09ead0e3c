/**
 * A script: searches the configuration of the benchmark protocol that it is started with. It is a process of its own
 * so that everything is paid for: the start of Node, tracing, compiling, and the search, exact, with all invariants on
 * and all parents kept, on one thread.
 */
import '../../cli/late-optimizing.ts';
import { BatchSearch } from '../../checker/batch-search.ts';
import { CompiledSystem } from '../../compile/compiled-system.ts';
import { trace } from '../../compile/traced.ts';
import { protocol } from '../protocol/program.ts';
import { configurationAsked } from './configuration-asked.ts';
import { printFindings } from './print-findings.ts';

const program = protocol(configurationAsked());
printFindings(new BatchSearch(new CompiledSystem(trace(program)), { sleepSets: true }), program.marks);
