/** Calls about the changes noticed in partners: the time line, what was read, and a workbook of them to hand on. */
import { extname } from 'node:path';
import type { ChangeQuery, PartnerChange, PartnerGroup } from '../../shared/contract.ts';
import { changeFieldWords, courseWords } from '../../shared/partner-words.ts';
import { toLimaIso } from '../../shared/time.ts';
import { fuenteWords } from '../../shared/verdict.ts';
import type { TableCell, TableColumn } from '../../shared/workbook.ts';
import type { Changes } from '../partners/types.ts';
import type { Workspace } from '../workspace.ts';
import { openedFile, type HandleRegistry, type OpenedFile } from './file-handles.ts';
import type { Handlers, Send } from './handle.ts';
import type { JobSlot } from './job-slot.ts';

export interface ChangeDeps {
  workspace(): Workspace;
  copies: HandleRegistry<OpenedFile>;
  job: JobSlot;
  send: Send;
  /** Asks where; null where the dialog was cancelled. */
  chooseTarget(suggested: string): Promise<string | null>;
}

type ChangeHandlers = Pick<Handlers, Extract<keyof Handlers, `changes.${string}`>>;

export function changeHandlers(deps: ChangeDeps): ChangeHandlers {
  const changes = (): Changes => deps.workspace().partners.changes;
  return {
    'changes.rows': async ({ desde, cuantas, ...query }) =>
      Promise.resolve(changes().rows(query, desde, cuantas)),
    'changes.mark': async ({ consulta, ids, leido }) => ({
      marcados: await changes().mark(consulta, ids ?? null, leido),
    }),
    'changes.export': async (query) => {
      const workspace = deps.workspace();
      const day = toLimaIso(workspace.clock.now()).slice(0, 10);
      const target = await deps.chooseTarget(`Cambios de socios ${day}.xlsx`);
      if (target === null) return null;
      const path = extname(target) === '' ? `${target}.xlsx` : target;
      const filas = await writeChanges(deps, workspace, query, path);
      const file = openedFile(path);
      workspace.database.transaction(() => {
        workspace.audit.append('cambios-exportados', { archivo: file.nombre, filas });
      });
      return { copia: deps.copies.add(file), nombre: file.nombre, copias: 1, filas, avisos: [] };
    },
  };
}

/** Writes the workbook and answers its rows. */
async function writeChanges(
  { job, send }: ChangeDeps,
  { partners, workbooks }: Workspace,
  query: ChangeQuery,
  target: string,
): Promise<number> {
  const { grupos } = partners.summary();
  const table = {
    target,
    hoja: 'Cambios',
    columnas: COLUMNS,
    filas: tableRows(partners.changes, query, grupos),
  };
  const { filas } = await job.run((signal) =>
    workbooks.table(table, {
      signal,
      onProgress: (progress) => {
        send('job.progress', progress);
      },
    }),
  );
  return filas;
}

const COLUMNS: readonly TableColumn[] = [
  { titulo: 'NOTADO EL', ancho: 17 },
  { titulo: 'RUC', ancho: 14 },
  { titulo: 'RAZÓN SOCIAL', ancho: 44 },
  { titulo: 'ALIAS', ancho: 24 },
  { titulo: 'GRUPOS', ancho: 28 },
  { titulo: 'CAMPO', ancho: 16 },
  { titulo: 'DE', ancho: 30 },
  { titulo: 'A', ancho: 30 },
  { titulo: 'VEREDICTO ANTES', ancho: 18 },
  { titulo: 'VEREDICTO AHORA', ancho: 18 },
  { titulo: 'RUMBO', ancho: 12 },
  { titulo: 'FUENTE', ancho: 24 },
  { titulo: 'DATO AL', ancho: 12 },
  { titulo: 'LEÍDO', ancho: 8 },
  { titulo: 'PLAZO', ancho: 60 },
];

function* tableRows(
  changes: Changes,
  query: ChangeQuery,
  groups: readonly PartnerGroup[],
): Generator<TableCell[][]> {
  const names = new Map(groups.map(({ clave, nombre }) => [clave, nombre]));
  for (const page of changes.pages(query)) yield page.map((change) => rowOf(change, names));
}

function rowOf(change: PartnerChange, names: ReadonlyMap<string, string>): TableCell[] {
  return [
    { instante: change.notadoEn },
    change.ruc,
    change.razonSocial,
    change.alias,
    change.grupos.map((clave) => names.get(clave) ?? clave).join(', '),
    changeFieldWords(change.campo),
    change.de,
    change.a,
    change.veredictoDe,
    change.veredictoA,
    courseWords(change.rumbo),
    fuenteWords(change.fuente),
    change.datoAl === null ? null : { dia: change.datoAl },
    change.leido ? 'Sí' : 'No',
    change.plazo,
  ];
}
