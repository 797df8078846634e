/** Buyers' terms: worked out when a list is read, and again where the office corrects the holidays. */
import { addWorkingDays, type HolidayCalendar } from '../../calendar/working-days.ts';
import type { HabidoDatabase } from '../../database/open.ts';
import type { SscoData } from './rows.ts';

/** Working days that the law gives the buyer, from the publication on. */
const TERM_DAYS = 30;

/** The last day of the term of a list published on this Lima midnight, UTC ms; null where that is not known. */
export function termOf(publicada: number | null, calendar: HolidayCalendar): number | null {
  return publicada === null ? null : addWorkingDays(publicada, TERM_DAYS, calendar);
}

/** Works every stored term out anew, a few hundred rows; answers how many are another day now. */
export function recountTerms(
  database: Pick<HabidoDatabase, 'db' | 'transaction'>,
  calendar: HolidayCalendar,
): number {
  const { db } = database;
  const all = db.prepare<[], { ruc: string; import: number; datos: string }>(
    `SELECT r.ruc, r.import, r.datos FROM register_imports AS i
     CROSS JOIN register_rows AS r ON r.import = i.n WHERE i.lista = 'ssco'`,
  );
  const update = db.prepare<[string, string, number]>(
    'UPDATE register_rows SET datos = ? WHERE ruc = ? AND import = ?',
  );
  return database.transaction(() => {
    let changed = 0;
    for (const { ruc, import: n, datos } of all.all()) {
      const data = JSON.parse(datos) as SscoData;
      const plazo = termOf(data.publicada, calendar);
      if (plazo === data.plazo) continue;
      update.run(JSON.stringify({ ...data, plazo } satisfies SscoData), ruc, n);
      changed += 1;
    }
    return changed;
  });
}
