/** The same workbook packed in other ways, and packages that are broken but can be read. */
import { bookParts, buildPackage, type PackagePart } from '../../support/package-builder.ts';
import { REL, SHEET, TYPES, WORKBOOK, edited, suppliers, withParts, type HandMade } from './parts.ts';
import { wideArchive } from './wide-archive.ts';

const plain = (): PackagePart[] =>
  bookParts({ sheets: [{ name: 'Hoja', rows: suppliers() }], sharedStrings: ['x'] });
const RELS = 'xl/_rels/workbook.xml.rels';

function packed(name: string, change: (parts: PackagePart[]) => readonly PackagePart[]): HandMade {
  return { name, build: () => buildPackage(change(plain())) };
}

const renamed = (parts: readonly PackagePart[], names: Readonly<Record<string, string>>): PackagePart[] =>
  parts.map((part) => ({ ...part, name: names[part.name] ?? part.name }));

const ways: readonly HandMade[] = [
  packed('todo-sin-comprimir', (parts) => parts.map((part) => ({ ...part, method: 0 }))),
  packed('tamanos-al-final', (parts) => parts.map((part) => ({ ...part, descriptor: true }))),
  packed('campos-extra', (parts) =>
    parts.map((part) => ({ ...part, extra: Buffer.from([0xff, 0xca, 4, 0, 1, 2, 3, 4]) })),
  ),
  packed('carpetas-como-entradas', (parts) => [
    { name: 'xl/', data: '', method: 0 },
    { name: 'xl/worksheets/', data: '', method: 0 },
    ...parts,
  ]),
  packed('tipos-al-final', (parts) => [...parts].reverse()),
  packed('barras-invertidas', (parts) =>
    parts.map((part) => ({ ...part, name: part.name.replaceAll('/', '\\') })),
  ),
  packed('nombres-en-mayusculas', (parts) =>
    renamed(parts, { [SHEET]: 'xl/Worksheets/SHEET1.XML', 'xl/styles.xml': 'xl/Styles.xml' }),
  ),
  packed('destinos-absolutos', (parts) =>
    edited(parts, RELS, (xml) => xml.replace(/Target="(?!\/)/g, 'Target="/xl/')),
  ),
  packed('destinos-con-rodeos', (parts) =>
    edited(parts, RELS, (xml) =>
      xml.replace('Target="worksheets', 'Target="../xl/./worksheets/../worksheets'),
    ),
  ),
  packed('nombres-raros', (parts) =>
    edited(
      edited(renamed(parts, { [SHEET]: 'xl/hojas/Hoja uno.xml' }), RELS, (xml) =>
        xml.replace('worksheets/sheet1.xml', 'hojas/Hoja%20uno.xml'),
      ),
      TYPES,
      (xml) => xml.replace(`/${SHEET}`, '/xl/hojas/Hoja%20uno.xml'),
    ),
  ),
  packed('libro-en-otra-carpeta', (parts) =>
    parts.map((part) => ({
      ...part,
      name: part.name.replace(/^xl\//, 'datos/'),
      data: /rels$|Types/.test(part.name) ? part.data.toString().replaceAll('xl/', 'datos/') : part.data,
    })),
  ),
  packed('con-hoja-de-dialogo', (parts) => {
    const dialog = `<sheet name="Diálogo" sheetId="9" r:id="rIdD"/>`;
    const data = '<dialogsheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>';
    return edited(
      edited([...parts, { name: 'xl/dialogsheets/sheet1.xml', data }], WORKBOOK, (xml) =>
        xml.replace('<sheets>', `<sheets>${dialog}`),
      ),
      RELS,
      (xml) =>
        xml.replace(
          '</Rel',
          `<Relationship Id="rIdD" Type="${REL}/dialogsheet" Target="dialogsheets/sheet1.xml"/></Rel`,
        ),
    );
  }),
  { name: 'zip64', build: () => wideArchive(plain()) },
  { name: 'comentario-del-paquete', build: () => buildPackage(plain(), 'PK hecho por ñandú') },
];

const sheet = (text: string) => [{ name: 'Hoja', rows: suppliers(), after: text }];

const broken: readonly HandMade[] = [
  {
    name: 'relaciones-que-no-llevan-a-nada',
    build: () =>
      buildPackage(
        withParts(
          {
            sheets: sheet(
              '<pageSetup r:id="rId1"/><drawing r:id="rId2"/><legacyDrawing r:id="rId7"/><tableParts count="1"><tablePart r:id="rId3"/></tableParts>',
            ),
          },
          [],
          [
            { part: SHEET, kind: 'printerSettings', id: 'rId1', target: '../printerSettings/nada.bin' },
            { part: SHEET, kind: 'drawing', id: 'rId2', target: 'NULL' },
            { part: SHEET, kind: 'table', id: 'rId3', target: '../tables/nada.xml' },
            { part: SHEET, kind: 'hyperlink', id: 'rId4', target: 'http://[mal]/%zz?a=%', external: true },
            { part: WORKBOOK, kind: 'theme', id: 'rIdTh', target: 'theme/theme1.xml' },
            { part: WORKBOOK, kind: 'externalLink', id: 'rIdEx', target: '#REF!' },
          ],
        ),
      ),
  },
  packed('sin-tipo-para-la-hoja', (parts) =>
    edited(parts, TYPES, (xml) => xml.replace(/<Override PartName="\/xl\/worksheets[^>]*>/, '')),
  ),
  packed('imagen-con-suma-errada', (parts) => [
    ...parts,
    { name: 'xl/media/image1.png', data: 'no es imagen', crc: 1 },
  ]),
  packed('cadena-que-no-existe', (parts) =>
    edited(parts, SHEET, (xml) =>
      xml.replace(
        '</sheetData>',
        '<row r="30"><c r="B30" t="s"><v>999</v></c><c r="C30" t="s"/></row></sheetData>',
      ),
    ),
  ),
  packed('sin-cadenas-compartidas', (parts) =>
    edited(parts, RELS, (xml) => xml.replace('sharedStrings.xml', 'falta.xml')).filter(
      (part) => part.name !== 'xl/sharedStrings.xml',
    ),
  ),
  packed('estilos-que-faltan', (parts) => parts.filter((part) => part.name !== 'xl/styles.xml')),
  packed('filas-en-desorden', (parts) =>
    edited(parts, SHEET, (xml) => {
      const rows = xml.match(/<row .*?<\/row>/g) ?? [];
      return xml.replace(
        rows.join(''),
        [rows[0], rows[5], rows[2], rows[1], rows[3], rows[4], ...rows.slice(6)].join(''),
      );
    }),
  ),
  packed('celdas-en-desorden', (parts) =>
    edited(parts, SHEET, (xml) => xml.replace(/(<row r="4">)(<c .*?<\/c>)(<c .*?<\/c>)/, '$1$3$2')),
  ),
  packed('espacio-tras-la-hoja', (parts) => edited(parts, SHEET, (xml) => `${xml}\r\n\r\n  `)),
  packed('atributo-vacio', (parts) =>
    edited(parts, SHEET, (xml) => xml.replace('<row r="3">', '<row r="3" spans="" ht="">')),
  ),
  packed('filtro-roto', (parts) =>
    edited(parts, SHEET, (xml) =>
      xml.replace(
        '</worksheet>',
        '<autoFilter ref="#REF!"/><mergeCells count="1"><mergeCell ref="#REF!"/></mergeCells></worksheet>',
      ),
    ),
  ),
  packed('sin-propiedades-ni-raiz-rara', (parts) =>
    edited(parts, '_rels/.rels', (xml) =>
      xml.replace(
        '</Rel',
        `<Relationship Id="rId9" Type="${REL}/extended-properties" Target="docProps/app.xml"/></Rel`,
      ),
    ),
  ),
  { name: 'bytes-tras-el-final', build: () => Buffer.concat([buildPackage(plain()), Buffer.alloc(700)]) },
];

const refused: readonly HandMade[] = [
  {
    ...packed('una-parte-con-dos-nombres', (parts) => [
      ...parts,
      { name: SHEET.replaceAll('/', '\\'), data: '<worksheet/>' },
    ]),
    refused: 'archivo-danado',
  },
  {
    ...packed('celda-mal-anidada', (parts) =>
      edited(parts, SHEET, (xml) => xml.replace('<c r="B3"', '<f><x></f></x><c r="B3"')),
    ),
    refused: 'archivo-danado',
  },
  {
    ...packed('hoja-mal-cerrada', (parts) =>
      edited(parts, SHEET, (xml) => xml.replace('</worksheet>', '<pageMargins></worksheet>')),
    ),
    refused: 'archivo-danado',
  },

  {
    ...packed('otra-codificacion', (parts) =>
      parts.map((part) =>
        part.name === SHEET
          ? {
              ...part,
              data: Buffer.from(`\ufeff${part.data.toString().replace('UTF-8', 'UTF-16')}`, 'utf16le'),
            }
          : part,
      ),
    ),
    refused: 'archivo-otro-formato',
  },
  {
    ...packed('dos-entradas-iguales', (parts) => [...parts, ...parts.slice(0, 1)]),
    refused: 'archivo-danado',
  },
  {
    ...packed('sin-ninguna-hoja', (parts) =>
      edited(parts, WORKBOOK, (xml) => xml.replace(/<sheet .*?\/>/, '')),
    ),
    refused: 'libro-sin-hojas',
  },
  {
    ...packed('hoja-con-suma-errada', (parts) =>
      parts.map((part) => (part.name === SHEET ? { ...part, crc: 7 } : part)),
    ),
    refused: 'archivo-danado',
  },
];

export const PACKAGES: readonly HandMade[] = [...ways, ...broken, ...refused];
