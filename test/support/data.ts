/** Databases in temporary folders, and the least that a run or an answer needs. */
import { v7 as uuid } from 'uuid';
import { afterEach } from 'vitest';
import type { CallRecord, NewRucAnswer } from '../../main/database/answer-store.ts';
import { openDatabase, type HabidoDatabase } from '../../main/database/open.ts';
import type { ItemVerdict, NewItem, RunRecord, RunSource } from '../../main/database/run-store.ts';
import { FAKE_START } from './fake-clock.ts';
import { temporaryFolder } from './folders.ts';

/** Registers the clean-up of one test file; answers how to get folders and databases that go with each test. */
export function dataFixture(): { folder: () => string; open: (folder?: string) => HabidoDatabase } {
  const undo: (() => void)[] = [];
  afterEach(() => {
    for (const step of undo.splice(0).reverse()) step();
  });
  const folder = (): string => {
    const made = temporaryFolder();
    undo.push(made.remove);
    return made.folder;
  };
  const open = (where = folder()): HabidoDatabase => {
    const database = openDatabase(where);
    undo.push(() => {
      database.close();
    });
    return database;
  };
  return { folder, open };
}

export function callOf(changes: Partial<CallRecord> = {}): CallRecord {
  return {
    id: uuid(),
    endpoint: 'ruc/collection',
    asked: ['20100070970'],
    attempt: 1,
    sentAt: FAKE_START,
    elapsedMs: 200,
    httpStatus: 200,
    serverDate: FAKE_START,
    outcome: 'ok',
    runId: null,
    askedBy: 'comando',
    appVersion: '0.0.0-test',
    ...changes,
  };
}

export function knownAnswer(ruc: string, estado = 'ACTIVO', condicion = 'HABIDO'): NewRucAnswer {
  return {
    ruc,
    kind: 'known',
    message: '',
    taxpayer: {
      ruc,
      razonSocial: `EMPRESA ${ruc.slice(-4)} S.A.C.`,
      estado,
      condicion,
      ubigeo: '150131',
      direccion: 'AV. SOL NRO. 100, LIMA',
      distrito: 'SAN ISIDRO',
      provincia: 'LIMA',
      departamento: 'LIMA',
      datoAl: FAKE_START - 86_400_000,
    },
  };
}

/** Stores one answer about one RUC, obtained at `at` (UTC ms). */
export function answerAt(
  answer: NewRucAnswer,
  at: number,
): { call: CallRecord; answers: NewRucAnswer[]; body: null } {
  return { call: callOf({ asked: [answer.ruc], sentAt: at, elapsedMs: 0 }), answers: [answer], body: null };
}

export function runOf(changes: Partial<RunRecord> = {}): RunRecord {
  return {
    id: uuid(),
    tipo: 'libro',
    nombre: 'compras.xlsx',
    fuentes: [sourceOf()],
    politica: 'vivo',
    since: FAKE_START - 86_400_000,
    tope: null,
    filas: 10,
    otros: 0,
    distintos: 10,
    formatoInvalido: 0,
    consultasPlan: 10,
    peticionesPlan: 1,
    askedBy: 'comando',
    inicio: FAKE_START,
    fin: null,
    estado: 'en curso',
    freno: null,
    consultasUsadas: 0,
    peticiones: 0,
    desdeCache: 0,
    cacheMasAntiguo: null,
    desdePadron: 0,
    activeMs: 0,
    ...changes,
  };
}

export function sourceOf(changes: Partial<RunSource> = {}): RunSource {
  return {
    path: '/libros/compras.xlsx',
    nombre: 'compras.xlsx',
    hash: 'a'.repeat(64),
    hoja: 'Compras',
    columna: 'E',
    filaEncabezado: 5,
    manual: false,
    titulo: 'RUC',
    columnaNombre: 'C',
    filas: 10,
    otros: 0,
    copiaNombre: null,
    copiaHash: null,
    ...changes,
  };
}

export function itemOf(texto: string, changes: Partial<NewItem> = {}): NewItem {
  return {
    texto,
    valido: true,
    fault: null,
    suggestion: null,
    repairs: [],
    filas: 1,
    primeraFila: 6,
    nombre: '',
    aviso: '',
    ...changes,
  };
}

export function verdictOf(n: number, changes: Partial<ItemVerdict> = {}): ItemVerdict {
  return {
    n,
    state: 'listo',
    veredicto: 'APTO',
    observacion: '',
    fuente: 'MIGO',
    origen: 'MIGO',
    razonSocial: 'EMPRESA S.A.C.',
    estado: 'ACTIVO',
    condicion: 'HABIDO',
    datoAl: FAKE_START - 86_400_000,
    consultadoEn: FAKE_START,
    answerN: null,
    padronImport: null,
    marcas: null,
    ...changes,
  };
}
