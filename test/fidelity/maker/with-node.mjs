/** Workbooks by SheetJS and exceljs. `node with-node.mjs FOLDER`: where exceljs is installed (Habido does not depend on it). */
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as xlsx from 'xlsx';

const OUT = fileURLToPath(new URL('../corpus/', import.meta.url));
const WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const HEADER = ['Fecha', 'Comprobante', 'RUC', 'Proveedor', 'Base', 'Total'];

function ruc(n) {
  const ten = `20${String(40_100_000 + n * 7919)}`;
  return ten + String((11 - (WEIGHTS.reduce((sum, w, i) => sum + w * Number(ten[i]), 0) % 11)) % 10);
}

function rows(count, numeric = false) {
  return Array.from({ length: count }, (_, n) => {
    const number = ruc(n % Math.ceil(count / 2));
    const base = 100 + ((n * 7919) % 9000) / 4;
    return [
      new Date(Date.UTC(2026, 9, 1 + n)),
      `E001-${n}`,
      numeric ? Number(number) : number,
      `PROVEEDOR Nº ${n} S.R.L.`,
      base,
      base * 1.18,
    ];
  });
}

function sheetjs(name, options, change = () => {}) {
  const book = xlsx.utils.book_new();
  const sheet = xlsx.utils.aoa_to_sheet([HEADER, ...rows(14, options.numeric)], { cellDates: true });
  change(sheet, book);
  xlsx.utils.book_append_sheet(book, sheet, 'Compras');
  xlsx.utils.book_append_sheet(
    book,
    xlsx.utils.aoa_to_sheet([
      ['otra', 1],
      [true, null],
    ]),
    'Otra',
  );
  writeFileSync(OUT + name, xlsx.write(book, { type: 'buffer', bookType: 'xlsx', ...options }));
}

// Entries stored as they are, texts as formula results.
sheetjs('sj-sin-comprimir.xlsx', { compression: false });
sheetjs('sj-cadenas.xlsx', { compression: true, bookSST: true, numeric: true }, (sheet) => {
  sheet['!autofilter'] = { ref: 'A1:F15' };
  sheet['!merges'] = [xlsx.utils.decode_range('H1:I2')];
  sheet['!cols'] = [{ wch: 12 }, { hidden: true }, { wch: 14 }];
  sheet['!rows'] = [{ hpt: 30 }, {}, { hidden: true }];
  sheet['!protect'] = { password: 'x' };
  sheet.C3.c = [{ a: 'Ana', t: 'Comentario' }];
  sheet.D4.l = { Target: 'https://www.example.com/?q=a&b', Tooltip: 'ver' };
  sheet.F2 = { t: 'n', f: 'E2*1.18', v: 118 };
});

const { Workbook } = createRequire(`${process.argv[2]}/package.json`)('exceljs');
const book = new Workbook();
book.created = book.modified = new Date(Date.UTC(2026, 10, 3));
const sheet = book.addWorksheet('Compras', {
  views: [{ state: 'frozen', ySplit: 1 }],
  properties: { tabColor: { argb: 'FF00FF00' } },
});
sheet.addRow(HEADER);
rows(14).forEach((row) => sheet.addRow(row));
sheet.getCell('D2').value = {
  richText: [{ font: { bold: true }, text: 'PROVEEDOR ' }, { text: 'con formato' }],
};
sheet.getCell('C2').note = { texts: [{ text: 'Nota ' }, { font: { bold: true }, text: 'fuerte' }] };
sheet.getCell('B3').value = { text: 'enlace', hyperlink: 'https://www.example.com' };
sheet.getCell('F4').value = { formula: 'E4*1.18', result: 118 };
sheet.getCell('E5').dataValidation = { type: 'decimal', operator: 'between', formulae: [0, 99999] };
sheet.addConditionalFormatting({
  ref: 'E2:E15',
  rules: [{ type: 'dataBar', cfvo: [{ type: 'min' }, { type: 'max' }], color: { argb: 'FF638EC6' } }],
});
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
sheet.addImage(book.addImage({ buffer: png, extension: 'png' }), {
  tl: { col: 8.2, row: 3.4 },
  br: { col: 10.7, row: 8.1 },
});
await book.xlsx.writeFile(`${OUT}ej-notas.xlsx`);

const withTable = new Workbook();
const second = withTable.addWorksheet('Compras');
second.addTable({
  name: 'Compras',
  ref: 'B2',
  headerRow: true,
  totalsRow: false,
  style: { theme: 'TableStyleDark3', showRowStripes: true },
  columns: HEADER.map((name) => ({ name, filterButton: true })),
  rows: rows(10),
});
await second.protect('clave', { selectLockedCells: true });
withTable.addWorksheet('Oculta', { state: 'hidden' }).addRow(['x']);
await withTable.xlsx.writeFile(`${OUT}ej-tabla.xlsx`);
