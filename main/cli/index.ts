/** The command line as its own process: `node main/cli/index.ts …`. */
import { keepHeapSmall } from '../heap.ts';
import { runCli } from './main.ts';
import { processIo } from './process-io.ts';

keepHeapSmall();
process.exitCode = await runCli(process.argv.slice(2), processIo());
