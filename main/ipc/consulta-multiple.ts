/** Calls about SUNAT's Consulta múltiple: the files to upload, its page, and answer files that were dropped. */
import { basename, dirname } from 'node:path';
import { asHabidoError, HabidoError } from '../../shared/errors.ts';
import type { AnswerFileView } from '../../shared/contract.ts';
import { CONSULTA_MULTIPLE_PAGE } from '../../shared/sunat-addresses.ts';
import type { RunStore } from '../database/run-store.ts';
import { prepareUploads } from '../padron/consulta-multiple/prepare.ts';
import { takeInAnswerFile } from '../padron/consulta-multiple/take-in.ts';
import type { Workspace } from '../workspace.ts';
import { openedFile, type HandleRegistry, type OpenedFile } from './file-handles.ts';
import type { Handlers } from './handle.ts';

export interface SunatDeps {
  workspace(): Workspace;
  copies: HandleRegistry<OpenedFile>;
  /** Asks for a folder; null where the dialog was cancelled. */
  chooseFolder(suggested: string, title: string): Promise<string | null>;
  /** Opens a page in the browser. */
  openPage(url: string): Promise<void>;
}

type SunatHandlers = Pick<Handlers, 'sunat.prepare' | 'sunat.page'>;

export function sunatHandlers(deps: SunatDeps): SunatHandlers {
  return {
    'sunat.prepare': async ({ corrida }) => {
      const { service, runs, audit, database, clock } = deps.workspace();
      const run = service.record(corrida);
      const rucs = unanswered(runs, corrida);
      if (rucs.length === 0) throw new HabidoError('corrida-sin-pendientes');
      const folder = await deps.chooseFolder(
        dirname(run.fuentes[0]?.path ?? ''),
        'Carpeta de los archivos para SUNAT',
      );
      if (folder === null) return null;
      const files = await prepareUploads(rucs, folder, run.nombre, clock.now());
      database.transaction(() => {
        audit.append('consulta-multiple-preparada', { corrida, archivos: files.length, rucs: rucs.length });
      });
      const first = deps.copies.add(openedFile(files[0]?.path ?? folder));
      return { archivos: files.length, rucs: rucs.length, copia: first };
    },
    'sunat.page': async () => {
      await deps.openPage(CONSULTA_MULTIPLE_PAGE);
      return {};
    },
  };
}

/** Distinct RUCs of the run that nobody has answered for, in its order. */
function unanswered(runs: RunStore, corrida: string): string[] {
  const rucs: string[] = [];
  for (const items of runs.verdictPages(corrida))
    for (const item of items) if (item.valido && item.state !== 'listo') rucs.push(item.ruc);
  return rucs;
}

/** Takes answer files in, one after the other; what can't be read is said and keeps nothing from the others. */
export async function takeInAnswers(
  workspace: Workspace,
  paths: readonly string[],
): Promise<AnswerFileView[]> {
  const views: AnswerFileView[] = [];
  for (const path of paths) {
    try {
      const { rucs, ...taken } = await takeInAnswerFile(workspace.answerFiles, path);
      const { nombre, omitidas, repetido } = taken;
      views.push({ nombre, rucs: rucs.length, omitidas, repetido, fallo: null });
    } catch (error) {
      const fallo = asHabidoError(error).toPlain();
      views.push({ nombre: basename(path), rucs: 0, omitidas: 0, repetido: false, fallo });
    }
  }
  return views;
}
