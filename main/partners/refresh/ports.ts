/** What a refresh needs of the partners. */
import type { PartnerScope } from '../../../shared/contract.ts';

/** Whom a refresh of a scope would ask about. */
export interface ToAsk {
  /** The scope in words, as the refresh is called. */
  nombre: string;
  /** Partners in it, and how many of them are due. */
  socios: number;
  vencidos: number;
  /** Those due, or all: longest without a real answer first, so that a ceiling is spent on them. */
  rucs: readonly string[];
  /** The shortest freshness among `rucs`, ms. */
  frescuraMs: number;
}

/** Reads whom to ask; nothing is changed. */
export interface PartnersToAsk {
  /** Throws `grupo-no-existe`. RUCs in the scope that are no partners are left out. */
  toAsk(scope: PartnerScope, tambienFrescos: boolean): ToAsk;
  /** The longest freshness that any partner has, ms. */
  longestFreshnessMs(): number;
}

/** Changes that were noticed in a run. */
export interface ChangesNoticed {
  noticed(corrida: string): { cambios: number; peores: number };
}
