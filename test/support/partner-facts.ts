/** Facts about partners for tests, and what a test compares of the rows that follow from them. */
import type { HabidoDatabase } from '../../main/database/open.ts';
import type { PartnerEditField, PartnerFact, PartnerObservation } from '../../main/database/partner-types.ts';
import type { Taxpayer } from '../../shared/taxpayer.ts';
import type { Fuente } from '../../shared/verdict.ts';
import { FAKE_START } from './fake-clock.ts';

/** An hour after an hour, from the start of the fake clock on. */
export function hour(n: number): number {
  return FAKE_START + n * 3_600_000;
}

export function taxpayerOf(ruc: string, changes: Partial<Taxpayer> = {}): Taxpayer {
  return {
    ruc,
    razonSocial: 'COMERCIAL ANDINA S.A.C.',
    estado: 'ACTIVO',
    condicion: 'HABIDO',
    ubigeo: '150131',
    direccion: 'AV. SOL NRO. 100, LIMA',
    distrito: 'SAN ISIDRO',
    provincia: 'LIMA',
    departamento: 'LIMA',
    datoAl: hour(-24),
    ...changes,
  };
}

/** Makes facts of one RUC; their ids rise with their number. */
export function factsOf(ruc: string): {
  edit(at: number, edit: PartnerEditField): PartnerFact;
  /** A real answer; null: "does not exist". */
  answer(at: number, taxpayer: Partial<Taxpayer> | null, fuente?: Fuente): PartnerFact;
  observe(at: number, what: PartnerObservation): PartnerFact;
} {
  let made = 0;
  const base = (at: number): { id: string; at: number; ruc: string } => {
    made += 1;
    return { id: `f${String(made).padStart(4, '0')}`, at, ruc };
  };
  const observe = (at: number, what: PartnerObservation): PartnerFact => ({
    ...base(at),
    ...what,
    runId: null,
    askedBy: 'comando',
  });
  return {
    observe,
    edit: (at, edit) => ({ ...base(at), kind: 'edit', edit }),
    answer: (at, taxpayer, fuente = 'MIGO') =>
      observe(at, {
        kind: 'answer',
        answerId: `a${String(made)}`,
        answer:
          taxpayer === null
            ? { kind: 'unknown', taxpayer: null, fuente }
            : { kind: 'known', taxpayer: taxpayerOf(ruc, taxpayer), fuente },
      }),
  };
}

const PROJECTIONS = [
  'partners',
  'partner_group_members',
  'partner_spans',
  'partner_changes',
  'partner_groups',
];

/** Every row that follows from the facts, table by table; with `rucs`, of these alone. */
export function projectionsOf({ db }: HabidoDatabase, rucs?: readonly string[]): Record<string, unknown[]> {
  const rows = (table: string): unknown[] => {
    if (rucs === undefined || table === 'partner_groups') {
      return db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all();
    }
    return db
      .prepare(`SELECT * FROM ${table} WHERE ruc IN (SELECT value FROM json_each(?)) ORDER BY 1, 2`)
      .all(JSON.stringify(rucs));
  };
  return Object.fromEntries(PROJECTIONS.map((table) => [table, rows(table)]));
}
