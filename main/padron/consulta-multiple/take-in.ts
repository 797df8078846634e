/** Takes answer files of Consulta múltiple in: read, recorded, and from then on answers like any other. */
import { basename } from 'node:path';
import type { AuditLog } from '../../audit/audit-log.ts';
import { personal, rucValue } from '../../audit/personal.ts';
import type { StoredAnswer } from '../../database/answer-store.ts';
import type { HabidoDatabase } from '../../database/open.ts';
import type { SunatFiles } from '../../database/sunat-files.ts';
import { isPersonalRuc } from '../../../shared/ruc.ts';
import type { Clock } from '../../../shared/ports.ts';
import { readAnswerFile } from './read.ts';

export interface TakeInDeps {
  database: HabidoDatabase;
  sunatFiles: SunatFiles;
  audit: AuditLog;
  clock: Clock;
  /** How long an answer about a RUC counts as fresh, ms. */
  ttlMs: () => number;
  /** Told of its answers, inside the transaction that stores them; absent: nobody wants to know. */
  onAnswers?: (answers: readonly StoredAnswer[]) => void;
}

/** What one file brought. */
export interface TakenIn {
  /** Name without its folder. */
  nombre: string;
  /** RUCs that it answers for. */
  rucs: string[];
  omitidas: number;
  /** When SUNAT wrote it, UTC ms. */
  fecha: number;
  /** It had been read before: nothing was added. */
  repetido: boolean;
}

/** Reads one file and stores its answers. Rejects with HabidoError, having stored nothing. */
export async function takeInAnswerFile(deps: TakeInDeps, path: string): Promise<TakenIn> {
  const file = await readAnswerFile(path, deps.clock.now());
  const nombre = basename(path);
  const rucs = file.taxpayers.map((taxpayer) => taxpayer.ruc);
  const repetido = deps.database.transaction(() => {
    if (deps.sunatFiles.has(file.sha256)) return true;
    const stored = deps.sunatFiles.add({
      ...file,
      archivo: nombre,
      leidoEn: deps.clock.now(),
      ttlMs: deps.ttlMs(),
    });
    deps.onAnswers?.(stored);
    deps.audit.append('consulta-multiple-leida', {
      archivo: nombre,
      respuesta: rucs.some(isPersonalRuc) ? personal(file.sha256) : file.sha256,
      fecha: file.fecha,
      omitidas: file.omitidas,
      rucs: file.taxpayers.map(({ ruc, estado, condicion }) => ({ ruc: rucValue(ruc), estado, condicion })),
    });
    return false;
  });
  return { nombre, rucs, omitidas: file.omitidas, fecha: file.fecha, repetido };
}
