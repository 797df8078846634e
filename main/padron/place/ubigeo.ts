/** Where an INEI code lies. RENIEC numbers the same places otherwise: its codes must never come here. */
import type { Taxpayer } from '../../../shared/taxpayer.ts';
import { UBIGEOS } from './ubigeo-data.ts';

/** Names in capitals as SUNAT writes them; empty where the code is not known. */
export interface Place {
  distrito: string;
  provincia: string;
  departamento: string;
}

const NOWHERE: Place = { distrito: '', provincia: '', departamento: '' };

/** Names by code of two, four or six digits. Read when first asked for. */
let names: Map<string, string> | null = null;

/**
 * The place of an INEI code of six digits. A district that is not known (a new one) still has its province and
 * department; anything that is no such code lies nowhere.
 */
export function placeOf(ubigeo: string): Place {
  if (!/^\d{6}$/.test(ubigeo)) return NOWHERE;
  names ??= readNames(UBIGEOS);
  return {
    distrito: names.get(ubigeo) ?? '',
    provincia: names.get(ubigeo.slice(0, 4)) ?? '',
    departamento: names.get(ubigeo.slice(0, 2)) ?? '',
  };
}

/** Where a taxpayer is: what the source says, or where it says nothing of it, what its ubigeo does. */
export function placeOfTaxpayer(taxpayer: Pick<Taxpayer, 'ubigeo' | keyof Place>): Place {
  const { ubigeo, distrito, provincia, departamento } = taxpayer;
  const silent = distrito === '' && provincia === '' && departamento === '';
  return silent ? placeOf(ubigeo) : { distrito, provincia, departamento };
}

function readNames(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of text.trim().split('\n')) {
    const [, code = '', name = '', districts] = /^(\d+) ([^:]+)(?:: (.*))?$/.exec(line) ?? [];
    found.set(code, name);
    let number = 0;
    for (const item of districts?.split(', ') ?? []) {
      const [, at, district = ''] = /^(?:(\d+)=)?(.*)$/.exec(item) ?? [];
      number = at === undefined ? number + 1 : Number(at);
      found.set(code + String(number).padStart(2, '0'), district);
    }
  }
  return found;
}
