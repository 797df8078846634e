/** Instants in words, in Lima time, for what people read at a glance; `now` is UTC ms. */
import { toLimaDay, toLimaMinute } from './time.ts';

const DAY_MS = 86_400_000;

/** `hoy 10:14`, `ayer 17:40`, `mañana 07:00`, `20/11/2026 09:12`. */
export function whenWords(ms: number, now: number): string {
  const minute = toLimaMinute(ms);
  const day = toLimaDay(ms);
  const near: Record<string, string> = {
    [toLimaDay(now - DAY_MS)]: 'ayer',
    [toLimaDay(now)]: 'hoy',
    [toLimaDay(now + DAY_MS)]: 'mañana',
  };
  const word = near[day];
  return word === undefined ? minute : `${word} ${minute.slice(11)}`;
}
