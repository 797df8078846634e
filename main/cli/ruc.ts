/** `habido ruc`: the verdict of a few RUCs. */
import { EXIT, HabidoError } from '../../shared/errors.ts';
import { listSentences } from '../../shared/register-words.ts';
import { toLimaDay } from '../../shared/time.ts';
import { fuenteWords } from '../../shared/verdict.ts';
import type { ItemVerdict } from '../database/run-store.ts';
import { stopError } from '../validation/lookups.ts';
import type { Workspace } from '../workspace.ts';
import { warnOfPadron } from './choose-policy.ts';
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
  if (options.sinRed) warnOfPadron(io, workspace, 'local');
  else if (workspace.token.get() === null) throw new HabidoError('token-falta');
  const { results, stop } = await workspace.lookUp(texts, {
    priority: 'interactive',
    signal: io.interrupted,
    since: workspace.clock.now() - workspace.settings.get().frescuraHoras * 3_600_000,
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
      for (const words of verdict.marcas === null ? [] : listSentences(verdict.marcas))
        io.out(`             ${words}\n`);
      io.out(`             Fuente: ${sourceWords(verdict)}\n`);
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

/** The source, with the date of an edition. */
function sourceWords({ fuente, origen, datoAl }: ItemVerdict): string {
  const words = fuenteWords(fuente, origen);
  return fuente === 'PADRON' && datoAl !== null ? `${words} del ${toLimaDay(datoAl)}` : words;
}
