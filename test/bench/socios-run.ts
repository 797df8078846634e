/** The measured process: refreshes the partners of the folder argv[2] against argv[3]; prints its peak in KB. */
import { keepHeapSmall } from '../../main/heap.ts';
import { ALL, refresh } from '../support/refresh.ts';
import { testWorkspace } from '../support/workspace.ts';

keepHeapSmall();
const [folder, url] = [String(process.argv[2]), String(process.argv[3])];
const workspace = testWorkspace(folder, { url, perMinute: 1_000 });
const end = await refresh(workspace, ALL, { tambienFrescos: true });
await workspace.close();
if (end.estado !== 'terminada' || end.sinRespuesta > 0) process.exitCode = 1;
process.stdout.write(String(process.resourceUsage().maxRSS));
