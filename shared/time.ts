/** Instants are UTC ms; what people read is America/Lima (UTC−5, no daylight saving since 1994). */

const LIMA_OFFSET_MS = -5 * 3_600_000;

/** `2026-11-24T10:15:03-05:00` */
export function toLimaIso(ms: number): string {
  return `${new Date(ms + LIMA_OFFSET_MS).toISOString().slice(0, 19)}-05:00`;
}

/** `24/11/2026 10:15` */
export function toLimaMinute(ms: number): string {
  return `${toLimaDay(ms)} ${new Date(ms + LIMA_OFFSET_MS).toISOString().slice(11, 16)}`;
}

/** `24/11/2026` */
export function toLimaDay(ms: number): string {
  const [y, m, d] = new Date(ms + LIMA_OFFSET_MS).toISOString().slice(0, 10).split('-') as [
    string,
    string,
    string,
  ];
  return `${d}/${m}/${y}`;
}

/** Number of the day in Lima, counted without a gap: their difference is what people call "days ago". */
export function limaDay(ms: number): number {
  return Math.floor((ms + LIMA_OFFSET_MS) / 86_400_000);
}

/** Reads `YYYY-MM-DD[ HH:mm[:ss]]`, Lima time without a zone, as UTC ms; null where it is no date. */
export function fromLimaText(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(text.trim());
  if (match === null) return null;
  const [, y, mo, d, h, mi, s] = match;
  const ms = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h ?? 0), Number(mi ?? 0), Number(s ?? 0));
  const back = new Date(ms);
  if (back.getUTCMonth() !== Number(mo) - 1 || back.getUTCDate() !== Number(d)) return null;
  return ms - LIMA_OFFSET_MS;
}
