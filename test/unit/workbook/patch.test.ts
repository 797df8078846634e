import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { copyNameBeside } from '../../../main/workbook/copy-name.ts';
import { excelDay, excelInstant, formatExcelDate } from '../../../main/workbook/excel-dates.ts';
import {
  editEpilog,
  editFilterName,
  editProlog,
  editTable,
  tableNames,
} from '../../../main/workbook/patch/frame-edits.ts';
import type { Placement } from '../../../main/workbook/patch/placement.ts';
import { StyleSheet } from '../../../main/workbook/patch/styles.ts';
import { VerdictStore } from '../../../main/workbook/patch/verdict-store.ts';
import { headingsOf, resultColumns } from '../../../main/workbook/results/columns.ts';
import { PLAIN_OUTPUT } from '../../../shared/workbook.ts';
import { columnLetter, columnNumber, formatRange, parseRange } from '../../../main/workbook/sheet/columns.ts';
import { NumberSet } from '../../../main/workbook/sheet/number-set.ts';
import type { VerdictCells } from '../../../main/workbook/types.ts';
import { STYLES } from '../../support/package-builder.ts';

/** The eight columns of every copy. */
const PLAIN_COLUMNS = resultColumns(PLAIN_OUTPUT.columnas);

const PLACE: Placement = {
  results: PLAIN_COLUMNS.map(({ key }, i) => ({ column: 5 + i, key, fresh: true })),
  fresh: PLAIN_COLUMNS,
  refreshed: null,
  first: 5,
  last: 12,
  headerRow: 1,
  table: null,
  filter: null,
  keepWidths: false,
  passedDrawing: false,
};
const USED = { left: 5, right: 12, top: 1, bottom: 9 };

describe('names and places', () => {
  test('the copy stands beside the source under the first free name', () => {
    const taken = new Set(['/x/compras (verificado).xlsx', '/x/compras (verificado) (2).xlsx']);
    const exists = (path: string): boolean => taken.has(path);
    expect(copyNameBeside('/x/ventas.xlsx', '.xlsx', exists)).toBe('/x/ventas (verificado).xlsx');
    expect(copyNameBeside('/x/compras.xlsx', '.xlsx', exists)).toBe('/x/compras (verificado) (3).xlsx');
    expect(copyNameBeside('/x/m.v1.xlsm', '.xlsm', exists)).toBe('/x/m.v1 (verificado).xlsm');
    expect(copyNameBeside('/x/viejo.xls', '.xlsx', exists)).toBe('/x/viejo (verificado).xlsx');
    expect(copyNameBeside('/x/lista', '', exists)).toBe('/x/lista (verificado)');
  });

  test('letters and numbers of columns', () => {
    for (const [letters, number] of [
      ['A', 1],
      ['Z', 26],
      ['AA', 27],
      ['XFD', 16_384],
    ] as const) {
      expect(columnLetter(number)).toBe(letters);
      expect(columnNumber(letters)).toBe(number);
    }
    expect(columnNumber('XFE')).toBe(0);
    expect(columnNumber('A1')).toBe(0);
    expect(parseRange('$B$2:A9')).toEqual({ left: 1, right: 2, top: 2, bottom: 9 });
    expect(parseRange('C:C')).toMatchObject({ left: 3, right: 3, top: 1, bottom: 1_048_576 });
    expect(parseRange('#REF!')).toBeNull();
    expect(formatRange({ left: 1, right: 1, top: 3, bottom: 3 })).toBe('A3');
  });

  test('dates are day numbers of Lima', () => {
    const instant = Date.UTC(2026, 10, 25, 2, 3, 4);
    expect(formatExcelDate(excelInstant(instant, false), false)).toBe('24/11/2026 21:03');
    expect(formatExcelDate(excelDay(instant, false), false)).toBe('24/11/2026');
    expect(excelDay(instant, false)).toBe(46_350);
    expect(excelDay(instant, true)).toBe(46_350 - 1462);
    expect(formatExcelDate(excelDay(instant, true), true)).toBe('24/11/2026');
    expect(formatExcelDate(20131312955, false)).toBeNull();
  });

  test('the set of numbers tells new from known', () => {
    const set = new NumberSet();
    const values = Array.from({ length: 5000 }, (_, i) => 10_000_000_000 + i * 1_048_576);
    expect(values.every((value) => set.add(value))).toBe(true);
    expect(values.some((value) => set.add(value))).toBe(false);
    expect(set.size).toBe(5000);
  });
});

describe('what stands around the rows', () => {
  test('dimension and widths grow; a range that covers ours is split, and ours are shown', () => {
    const xml =
      '<worksheet><dimension ref="A1:D9"/><cols><col min="1" max="2" width="9"/><col min="4" max="16384" width="3" style="7" hidden="1" customWidth="1"/></cols><sheetData>';
    const edited = editProlog(xml, '', PLACE, USED);
    expect(edited).toContain('<dimension ref="A1:L9"/>');
    expect(edited).toContain(
      '<col min="4" max="4" width="3" style="7" hidden="1" customWidth="1"/><col min="5" max="5" style="7" width="16" customWidth="1"/>',
    );
    expect(edited).toContain(
      '<col min="13" max="16384" width="3" style="7" hidden="1" customWidth="1"/></cols><sheetData>',
    );
    expect(edited.match(/<col /g)).toHaveLength(2 + 8 + 1);
  });

  test('widths are made where there are none, and left where a picture stands above', () => {
    expect(editProlog('<x:worksheet><x:sheetData>', 'x:', PLACE, USED)).toMatch(
      /^<x:worksheet><x:cols>(<x:col [^>]*\/>){8}<\/x:cols><x:sheetData>$/,
    );
    expect(editProlog('<worksheet><sheetData>', '', { ...PLACE, keepWidths: true }, USED)).toBe(
      '<worksheet><sheetData>',
    );
  });

  test('widths of columns that can’t be told stay as they are', () => {
    const xml = '<worksheet><cols><col min="NaN" max="4" width="9"/></cols><sheetData>';
    expect(editProlog(xml, '', PLACE, USED)).toBe(xml);
  });

  test('the filter and its hidden name grow together', () => {
    const filter = { left: 1, right: 4, top: 1, bottom: 9 };
    expect(
      editEpilog('</sheetData><autoFilter ref="A1:D9"><filterColumn colId="0"/></autoFilter>', {
        ...PLACE,
        filter,
      }),
    ).toBe('</sheetData><autoFilter ref="A1:L9"><filterColumn colId="0"/></autoFilter>');
    const names =
      '<workbook><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">\'Otra\'!$A$1:$D$9</definedName>' +
      '<definedName name="_xlnm._FilterDatabase" localSheetId="1" hidden="1">\'Mi hoja\'!$A$1:$D$9</definedName></definedNames></workbook>';
    expect(editFilterName(names, 1, 12)).toBe(names.replace("'Mi hoja'!$A$1:$D$9", "'Mi hoja'!$A$1:$L$9"));
    expect(editFilterName('<workbook/>', 0, 12)).toBe('<workbook/>');
  });

  test('a table gets our columns with new ids, and headings that are not taken', () => {
    const xml =
      '<table id="1" name="T" ref="A1:D9" totalsRowCount="1"><autoFilter ref="A1:D8"/><tableColumns count="2"><tableColumn id="7" name="RUC"/><tableColumn id="3" name="estado"/></tableColumns><tableStyleInfo/></table>';
    const headings = headingsOf(PLAIN_COLUMNS, '', tableNames(xml));
    expect(headings[2]).toBe('ESTADO (2)');
    const edited = editTable(xml, { left: 1, right: 4, top: 1, bottom: 9 }, 12, headings);
    expect(edited).toContain('ref="A1:L9" totalsRowCount');
    expect(edited).toContain('<autoFilter ref="A1:L8"/>');
    expect(edited).toContain('<tableColumns count="10">');
    expect(edited).toContain('<tableColumn id="8" name="VEREDICTO"/>');
    expect(Buffer.from(edited, 'latin1').toString('utf8')).toContain(
      '<tableColumn id="9" name="RAZÓN SOCIAL (SUNAT)"/>',
    );
  });
});

describe('styles', () => {
  test('ours come behind, with counts; what stands keeps its place', () => {
    const styles = new StyleSheet(STYLES);
    const row = styles.forBase(2);
    expect(row.verdict.APTO).toBe(3);
    expect(styles.forBase(2)).toBe(row);
    const xml = styles.toXml();
    expect(xml).toContain('<cellXfs count="12">');
    expect(xml).toContain('<fonts count="8">');
    expect(xml).toContain('<fills count="8">');
    expect(xml).toContain('<numFmts count="3">');
    expect(xml).toContain('<numFmt numFmtId="165" formatCode="dd/mm/yyyy"/>');
    const xfs = [...xml.slice(xml.indexOf('<cellXfs')).matchAll(/<xf [^>]*?(\/>|>.*?<\/xf>)/g)].map(
      (match) => match[0],
    );
    expect(xfs[2]).toBe(
      '<xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"><alignment horizontal="right"/></xf>',
    );
    expect(xfs[row.text]).toContain('quotePrefix="1"');
    expect(xfs[row.text]).toContain('horizontal="left"');
    expect(xfs[row.day]).toContain('numFmtId="165"');
    expect(xfs[row.instant]).toContain('numFmtId="166"');
    expect(xfs[row.verdict['NO APTO']]).not.toBe(xfs[row.verdict.APTO]);
    expect(new StyleSheet(xml).usable).toBe(true);
  });

  test('a choice of alternatives among the formats counts as one', () => {
    const choice =
      '<mc:AlternateContent><mc:Choice Requires="x"><xf numFmtId="0" fontId="1"/></mc:Choice><mc:Fallback><xf numFmtId="0" fontId="0"/></mc:Fallback></mc:AlternateContent>';
    const styles = new StyleSheet(
      STYLES.replace('</cellXfs>', `${choice}</cellXfs>`).replace('cellXfs count="3"', 'cellXfs count="4"'),
    );
    expect(styles.forBase(3).verdict.APTO).toBe(4);
    expect(styles.toXml()).toContain('<cellXfs count="13">');
    expect(styles.toXml()).toContain(choice);
  });

  test('an index that does not exist takes the plain style', () => {
    const styles = new StyleSheet(STYLES);
    expect(styles.forBase(99)).toBe(styles.forBase(0));
  });

  test('a style sheet without its lists is not touched', () => {
    expect(new StyleSheet('<styleSheet/>').usable).toBe(false);
  });
});

describe('the store of verdicts', () => {
  const verdict = (n: number, change: Partial<VerdictCells> = {}): VerdictCells => ({
    texto: String(n),
    veredicto: 'NO APTO',
    razonSocial: `EMPRESA & ÑANDÚ ${String(n)}`,
    estado: 'ACTIVO',
    condicion: 'NO HABIDO',
    observacion: 'Condición NO HABIDO.',
    fuente: 'Migo',
    datoAl: 1,
    consultadoEn: null,
    ...change,
  });

  test('gives back what it got, ready to write', () => {
    const store = new VerdictStore(3);
    store.set(1, verdict(7));
    expect(store.get(1)).toEqual({
      veredicto: 'NO APTO',
      razonSocial: Buffer.from('EMPRESA &amp; ÑANDÚ 7').toString('latin1'),
      estado: 'ACTIVO',
      condicion: 'NO HABIDO',
      observacion: Buffer.from('Condición NO HABIDO.').toString('latin1'),
      fuente: 'Migo',
      datoAl: 1,
      consultadoEn: null,
      padrones: '',
    });
    expect(store.get(0)).toMatchObject({ veredicto: 'SIN RESPUESTA', fuente: 'Sin consultar' });
    store.set(0, verdict(0, { veredicto: 'APTO' }));
    store.set(2, verdict(0, { veredicto: 'OBSERVADO' }));
    expect(store.worst([0, 2, 1])).toBe(1);
    expect(store.worst([2, 0])).toBe(2);
    expect(store.size).toBe(3);
  });

  test('holds 100,000 verdicts in 25 MB', () => {
    setFlagsFromString('--expose-gc');
    const gc = runInNewContext('gc') as () => void;
    const used = (): number => {
      gc();
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    };
    const before = used();
    const store = new VerdictStore(100_000);
    for (let n = 0; n < 100_000; n += 1) store.set(n, verdict(n));
    expect(store.size).toBe(100_000);
    expect((used() - before) / 1e6).toBeLessThan(25);
    expect(store.get(99_999).razonSocial).toContain('99999');
  });
});
