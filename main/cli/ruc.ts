/** `habido ruc`: the verdict of a few RUCs. */
import { EXIT, HabidoError } from '../../shared/errors.ts';
import { fuenteWords } from '../../shared/verdict.ts';
import { stopError } from '../validation/lookups.ts';
import type { Workspace } from '../workspace.ts';
import { printJson, type CliIo } from './io.ts';
import { resultItem } from './results.ts';
import { CLI_GIVE_UP_PROBES } from './validar.ts';

/** Answers the exit code: 0, 3 where one has no answer, 5 where token or plan stopped it. */
export async function ruc(
  io: CliIo,
  workspace: Workspace,
  texts: readonly string[],
  options: { sinRed: boolean; json: boolean },
): Promise<number> {
  if (!options.sinRed && workspace.token.get() === null) throw new HabidoError('token-falta');
  const { results, stop } = await workspace.lookUp(texts, {
    priority: 'interactive',
    signal: io.interrupted,
    since: Date.now() - workspace.settings.get().frescuraHoras * 3_600_000,
    offline: options.sinRed,
    giveUpAfterProbes: CLI_GIVE_UP_PROBES,
  });
  if (options.json) {
    printJson(io, { resultados: results.map(({ texto, verdict }) => resultItem(texto, verdict)) });
  } else {
    for (const { texto, verdict } of results) {
      const facts = [verdict.razonSocial, verdict.estado, verdict.condicion]
        .filter((text) => text !== '')
        .join(' · ');
      io.out(`${texto}  ${verdict.veredicto}  ${facts}\n`);
      if (verdict.observacion !== '') io.out(`             ${verdict.observacion}\n`);
      io.out(`             Fuente: ${fuenteWords(verdict.fuente, verdict.origen)}\n`);
    }
  }
  const unanswered = results.filter(({ verdict }) => verdict.veredicto === 'SIN RESPUESTA').length;
  if (stop !== null) {
    const error = stopError(stop, unanswered);
    io.err(`${error.message}\n`);
    return error.exitCode;
  }
  return unanswered > 0 ? EXIT.unanswered : EXIT.done;
}
