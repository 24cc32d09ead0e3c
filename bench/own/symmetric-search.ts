/**
 * A script: searches the configuration of the benchmark protocol that it is started with, by symmetry: of all states
 * that differ in the numbers of host PASIDs only it sees one. Otherwise like `protocol-search.ts`; there are no sleep
 * sets.
 */
import '../../cli/late-optimizing.ts';
import { BatchSearch } from '../../checker/batch-search.ts';
import { CompiledSystem } from '../../compile/compiled-system.ts';
import { SymmetricSystem } from '../../compile/symmetry/symmetric-system.ts';
import { symmetriesOf } from '../../compile/symmetry/symmetries.ts';
import { trace } from '../../compile/traced.ts';
import { exchangesOf } from '../../spec/schema/exchanges.ts';
import { protocol } from '../protocol/program.ts';
import { configurationAsked } from './configuration-asked.ts';
import { printFindings } from './print-findings.ts';

const program = protocol(configurationAsked());
const traced = trace(program);
// No other objects, for the model that Rumur is given has no other scalarset.
const hpasids = exchangesOf(program.layout).filter(({ sort }) => sort.name === 'hpasid');
const symmetries = symmetriesOf(traced, [], hpasids);
printFindings(new BatchSearch(new SymmetricSystem(traced, new CompiledSystem(traced), symmetries)), program.marks);
