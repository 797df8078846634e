/** When an entry says that its file was last changed. */
import type { ZipEntry } from './entry.ts';

/** ZIP keeps local times without a zone: files of SUNAT are written in Lima (UTC−5). */
const LIMA_OFFSET_MS = -5 * 3_600_000;
/** Programs that know no time write the format's first day, in 1980. */
const FIRST_YEAR = 1990;

/** The entry's time, taken as Lima's, as UTC ms (in steps of two seconds); null where it tells none. */
export function entryTime({ date, time }: Pick<ZipEntry, 'date' | 'time'>): number | null {
  const [year, month, day] = [1980 + (date >> 9), (date >> 5) & 15, date & 31];
  const [hour, minute, second] = [time >> 11, (time >> 5) & 63, (time & 31) * 2];
  if (year < FIRST_YEAR || hour > 23 || minute > 59 || second > 59) return null;
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(ms);
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day) return null;
  return ms - LIMA_OFFSET_MS;
}
