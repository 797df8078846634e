/** Days as SUNAT's lists write them. */
import { fromLimaText } from '../../../shared/time.ts';

/** No list is older than the registers, none tells of days far ahead: outside, a date is a slip. */
const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;
const DAY_MS = 86_400_000;
/** The day before serial 1 of a sheet, with the leap day of 1900 that never was. */
const SHEET_EPOCH = Date.UTC(1899, 11, 30);
const DATE_1904_SHIFT = 1462;

/** `01/05/2014`, `1-5-2014` or `2014-05-01` as Lima midnight, UTC ms; null where it is no such day. */
export function dayOfText(text: string): number | null {
  const clean = text.trim();
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)/.exec(clean);
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?!\d)/.exec(clean);
  const [day, month, year] =
    local !== null ? [local[1], local[2], local[3]] : iso !== null ? [iso[3], iso[2], iso[1]] : [];
  if (day === undefined || month === undefined || year === undefined) return null;
  return dayOf(Number(year), Number(month), Number(day));
}

/** A sheet's number of days as Lima midnight, UTC ms; null where it is no such day. */
export function dayOfSerial(serial: number, date1904: boolean): number | null {
  const days = Math.floor(serial) + (date1904 ? DATE_1904_SHIFT : 0);
  if (!Number.isFinite(days) || days < 1 || days > 100_000) return null;
  const at = new Date(SHEET_EPOCH + days * DAY_MS);
  return dayOf(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate());
}

function dayOf(year: number, month: number, day: number): number | null {
  if (year < FIRST_YEAR || year > LAST_YEAR) return null;
  const two = (n: number): string => String(n).padStart(2, '0');
  return fromLimaText(`${String(year)}-${two(month)}-${two(day)}`);
}
