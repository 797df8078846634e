/** Distinct RUCs with right check digits, the same ones at every call. */
import { rucCheckDigit } from '../../shared/ruc.ts';

/** `count` RUCs of companies (prefix 20), from the `from`-th on. */
export function companyRucs(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, i) => {
    const body = `20${String(10_000_000 + (from + i) * 7).padStart(8, '0')}`;
    return body + String(rucCheckDigit(body));
  });
}

/** The one RUC 10 of each DNI from 40000000 on. */
export function personRucs(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, i) => {
    const body = `10${String(40_000_000 + (from + i) * 13)}`;
    return body + String(rucCheckDigit(body));
  });
}
