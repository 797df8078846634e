/** `habido cuenta`: what Migo answers of the account, and what Habido itself counted this month. */
import { EXIT, HabidoError } from '../../shared/errors.ts';
import { accountWords, askAccount } from '../validation/account.ts';
import type { Workspace } from '../workspace.ts';
import { printJson, type CliIo } from './io.ts';
import { CLI_GIVE_UP_PROBES } from './validar.ts';

export async function cuenta(io: CliIo, workspace: Workspace, options: { json: boolean }): Promise<number> {
  if (workspace.token.get() === null) throw new HabidoError('token-falta');
  const respuesta = await askAccount(workspace.accountDeps, {
    askedBy: 'comando',
    priority: 'interactive',
    signal: io.interrupted,
    giveUpAfterProbes: CLI_GIVE_UP_PROBES,
  });
  const consultasDelMes = workspace.answers.queriesSince(startOfLimaMonth(workspace.clock.now()));
  if (options.json) {
    printJson(io, { respuesta, consultasDelMes });
    return EXIT.done;
  }
  for (const [key, value] of Object.entries(respuesta)) {
    io.out(`${key}: ${accountWords(value)}\n`);
  }
  io.out('Consultas de este mes, contadas por Habido:\n');
  for (const [endpoint, count] of Object.entries(consultasDelMes))
    io.out(`  ${endpoint}: ${String(count)}\n`);
  return EXIT.done;
}

/** UTC ms of the first instant of the month in Lima (UTC−5 all year). */
export function startOfLimaMonth(now: number): number {
  const lima = new Date(now - 5 * 3_600_000);
  return Date.UTC(lima.getUTCFullYear(), lima.getUTCMonth(), 1) + 5 * 3_600_000;
}
