/** What a notification says of a refresh that found changes: pure words. */
import type { PartnerChange } from '../../shared/contract.ts';
import { isPersonalRuc } from '../../shared/ruc.ts';

/** What of a change the words need. */
type Noticed = Pick<PartnerChange, 'ruc' | 'razonSocial' | 'rumbo'>;

export interface NoticeText {
  title: string;
  body: string;
}

/** Partners that are called by their name. */
const NAMED = 2;
/** Characters of a name that are shown. */
const NAME_LENGTH = 40;

/**
 * Sums up the changes of one refresh, those for the worse first; null where there is none. No RUC is ever named and
 * no natural person: a notification stays on a locked screen.
 */
export function refreshNotice(changes: Iterable<Noticed>): NoticeText | null {
  const partners = byPartner(changes);
  if (partners.length === 0) return null;
  const worse = partners.filter(({ rumbo }) => rumbo === 'peor');
  const better = partners.filter(({ rumbo }) => rumbo === 'mejor');
  const other = partners.length - worse.length - better.length;
  const parts = [
    ...(worse.length === 0 ? [] : [many(worse.length, 'empeoró', 'empeoraron')]),
    ...(better.length === 0 ? [] : [many(better.length, 'mejoró', 'mejoraron')]),
    ...(other === 0 ? [] : [many(other, 'con otro cambio', 'con otros cambios')]),
  ];
  return {
    title: `${many(partners.length, 'socio cambió', 'socios cambiaron')}: ${parts.join(', ')}`,
    body: names([...worse, ...better, ...partners.filter(({ rumbo }) => rumbo === 'otro')]),
  };
}

/** One for each partner, with the worst course of its changes, in the order in which they came. */
function byPartner(changes: Iterable<Noticed>): Noticed[] {
  const worst = ['otro', 'mejor', 'peor'];
  const found = new Map<string, Noticed>();
  for (const change of changes) {
    const before = found.get(change.ruc);
    if (before === undefined || worst.indexOf(change.rumbo) > worst.indexOf(before.rumbo))
      found.set(change.ruc, change);
  }
  return [...found.values()];
}

function names(partners: readonly Noticed[]): string {
  const named = partners
    .filter(({ ruc }) => !isPersonalRuc(ruc))
    .map(({ razonSocial }) => razonSocial.trim())
    .filter((name) => name !== '')
    .slice(0, NAMED)
    .map((name) => (name.length <= NAME_LENGTH ? name : `${name.slice(0, NAME_LENGTH - 1).trimEnd()}…`));
  const rest = partners.length - named.length;
  if (named.length === 0) return 'Abra Habido para ver cuáles.';
  const last = rest === 0 ? '' : ` y ${String(rest)} más`;
  return `${named.join(rest === 0 ? ' y ' : ', ')}${last}`;
}

function many(n: number, one: string, several: string): string {
  return `${String(n)} ${n === 1 ? one : several}`;
}
