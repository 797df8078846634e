/** Excel's day numbers: days since 30-12-1899 (or 1904), in Lima time. */

const DAY_MS = 86_400_000;
const LIMA_OFFSET_MS = -5 * 3_600_000;
const UNIX_EPOCH = 25_569;
const DAYS_TO_1904 = 1462;

/** The day number of an instant (UTC ms) as Lima's clock shows it, to the second. */
export function excelInstant(ms: number, date1904: boolean): number {
  const seconds = Math.floor((ms + LIMA_OFFSET_MS) / 1000);
  const serial = seconds / 86_400 + UNIX_EPOCH - (date1904 ? DAYS_TO_1904 : 0);
  return Number(serial.toFixed(10));
}

/** The day number of an instant's day in Lima. */
export function excelDay(ms: number, date1904: boolean): number {
  return Math.floor((ms + LIMA_OFFSET_MS) / DAY_MS) + UNIX_EPOCH - (date1904 ? DAYS_TO_1904 : 0);
}

/** `dd/mm/yyyy` of a day number, with the hour where it has one; null where Excel has no such date. */
export function formatExcelDate(serial: number, date1904: boolean): string | null {
  const days = serial + (date1904 ? DAYS_TO_1904 : 0);
  if (!(days >= 61 && days < 2_958_466)) return null;
  const [date, time] = new Date(Math.round((days - UNIX_EPOCH) * 86_400) * 1000).toISOString().split('T') as [
    string,
    string,
  ];
  const day = date.split('-').reverse().join('/');
  return serial % 1 === 0 ? day : `${day} ${time.slice(0, 5)}`;
}
