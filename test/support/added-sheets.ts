/** What tests of a copy's further sheets share: a run's summary, verdicts of three kinds, a check of relationships. */
import { posix } from 'node:path';
import { expect } from 'vitest';
import type { Veredicto } from '../../shared/verdict.ts';
import { PLAIN_OUTPUT, type RunSummary } from '../../shared/workbook.ts';
import type { ColumnItem, VerdictCells } from '../../main/workbook/types.ts';
import { verdictFor } from './annotate.ts';
import { fixtureRuc, type FixtureCell } from './package-builder.ts';
import { partText, readPackage } from './package-reader.ts';

export const BOTH = { ...PLAIN_OUTPUT, hojaResumen: true, hojaProblemas: true };
export const CONTEO: Record<Veredicto, number> = {
  'NO APTO': 11,
  OBSERVADO: 12,
  'NO EXISTE': 13,
  'RUC INVÁLIDO': 14,
  'SIN RESPUESTA': 15,
  APTO: 1600,
};
export const RESUMEN: RunSummary = {
  corrida: '01997f3e-0000-7000-8000-000000000001',
  archivo: '=compras & ventas.xlsx',
  hash: 'ab'.repeat(32),
  inicio: Date.UTC(2026, 10, 25, 2, 3, 4),
  fin: Date.UTC(2026, 10, 25, 2, 5, 4),
  politica: 'vivo',
  consultasUsadas: 1290,
  peticiones: 17,
  desdeCache: 20,
  desdePadron: 1204,
  ediciones: [{ fecha: Date.UTC(2026, 10, 23, 17), sha256: 'e'.repeat(64) }],
  conteo: CONTEO,
  version: '0.1.0',
};

/** NO APTO for every third, OBSERVADO for every third, by its place. */
export const verdict = (item: ColumnItem): VerdictCells => ({
  ...verdictFor(item),
  veredicto: item.valido
    ? ((['NO APTO', 'APTO', 'OBSERVADO'] as const)[item.primeraFila % 3] as Veredicto)
    : 'RUC INVÁLIDO',
});

export function supplierRows(howMany = 6): Record<number, FixtureCell[]> {
  const rows: Record<number, FixtureCell[]> = { 1: ['RUC', 'Nombre', 'Importe'] };
  for (let n = 0; n < howMany; n += 1) rows[n + 2] = [Number(fixtureRuc(n)), `P ${String(n)}`, n + 0.5];
  return rows;
}

/** Every relationship inside the package leads to a part that is there and has a content type. */
export function expectResolved(copy: Buffer): void {
  const parts = readPackage(copy);
  const here = new Set(parts.map(({ name }) => name));
  const types = partText(copy, '[Content_Types].xml');
  for (const { name, data } of parts.filter((part) => part.name.endsWith('.rels'))) {
    const folder = posix.dirname(posix.dirname(name));
    for (const [, id, target] of data.toString('utf8').matchAll(/Id="([^"]*)"[^>]*?Target="([^"]*)"/g)) {
      const path = (target as string).startsWith('/')
        ? target?.slice(1)
        : posix.join(folder, target as string);
      expect(here, `${name} ${id as string}`).toContain(path);
    }
  }
  for (const name of here) {
    if (/^xl\/(worksheets|drawings|charts)\/[^/]*\.xml$/.test(name))
      expect(types.split(`PartName="/${name}"`), name).toHaveLength(2);
  }
}
