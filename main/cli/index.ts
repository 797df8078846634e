/** The command line as its own process: `node main/cli/index.ts …`. */
import { runCli } from './main.ts';
import { processIo } from './process-io.ts';

process.exitCode = await runCli(process.argv.slice(2), processIo());
