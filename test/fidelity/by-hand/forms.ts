/** The same workbook written in other forms of XML: strict, prefixed, bare, pretty, with sections and odd values. */
import { STYLES, bookParts, buildPackage, fixtureRuc } from '../../support/package-builder.ts';
import { MAIN, REL, suppliers, withSheet, type HandMade } from './parts.ts';

const STRICT = 'http://purl.oclc.org/ooxml';

const strict: HandMade = {
  name: 'estricto',
  build: () =>
    buildPackage(
      bookParts({
        sheets: [
          { name: 'Hoja', rows: { ...suppliers(), 12: [{ xml: '<c @ t="d"><v>2026-11-03</v></c>' }] } },
        ],
      }).map((part) => ({
        ...part,
        data: part.data
          .toString()
          .replaceAll(REL, `${STRICT}/officeDocument/relationships`)
          .replaceAll(MAIN, `${STRICT}/spreadsheetml/main`)
          .replace('<workbook ', '<workbook conformance="strict" '),
      })),
    ),
};

/** Every element of these parts with a prefix. */
const prefixed: HandMade = {
  name: 'elementos-con-prefijo',
  build: () =>
    buildPackage(
      bookParts({ sheets: [{ name: 'Hoja', rows: suppliers() }], sharedStrings: ['x'], styles: STYLES }).map(
        (part) =>
          part.name.endsWith('.xml') && part.name.startsWith('xl/')
            ? {
                ...part,
                data: part.data
                  .toString()
                  .replace(/<(\/?)(?=[A-Za-z])/g, '<$1x:')
                  .replace('xmlns=', 'xmlns:x='),
              }
            : part,
      ),
    ),
};

const withoutPlaces = (xml: string): string => xml.replace(/(<(?:c|row)) r="[A-Z]*\d+"/g, '$1');

/** Rows where one cell lies far right, without addresses in the others. */
const sparse = (xml: string): string =>
  xml
    .replace('<row r="4">', '<row r="4" ht="20" customHeight="1" x:extra="1" xmlns:x="urn:x">')
    .replace(/<c r="B\d+"/g, '<c');

export const FORMS: readonly HandMade[] = [
  strict,
  prefixed,
  withSheet('sin-direcciones', withoutPlaces),
  withSheet('direcciones-a-medias', sparse),
  withSheet('con-sangria', (xml) => xml.replace(/></g, '>\r\n    <')),
  withSheet('comillas-simples', (xml) =>
    xml.replace(/(<(?:c|row)[^>]*)/g, (tag) => tag.replaceAll('"', "'")),
  ),
  withSheet('atributos-con-espacios', (xml) =>
    xml.replace(/<c r="/g, '<c   r = "').replace(/<\/c>/g, '</c >'),
  ),
  withSheet('con-bom', (xml) => `\ufeff${xml}`),
  withSheet('sin-declaracion', (xml) => xml.replace(/^<\?xml[^>]*\?>\n/, '')),
  withSheet('comentarios-en-el-xml', (xml) =>
    xml
      .replace('<sheetData>', '<!-- </sheetData> <row r="1"> --><sheetData><?proc a="</row>"?>')
      .replace('</row>', '<!-- </row> --></row><!-- entre filas -->'),
  ),
  withSheet('secciones-cdata', (xml) =>
    xml.replace(/<t xml:space="preserve">([^<]*)<\/t>/g, '<t><![CDATA[$1]]></t>'),
  ),
  withSheet('textos-con-formato', (xml) =>
    xml.replace(
      /<is><t xml:space="preserve">(\d{5})(\d{6})<\/t><\/is>/g,
      '<is><r><rPr><b/><sz val="11"/></rPr><t>$1</t></r><r><t xml:space="preserve">$2</t></r><rPh sb="0" eb="2"><t>99</t></rPh></is>',
    ),
  ),
  withSheet('referencias-numericas', (xml) => xml.replace(/>RUC</g, '>&#x52;&#85;C<')),
  withSheet('textos-como-formula', (xml) =>
    xml.replace(
      /<c (r="A\d+") t="inlineStr"><is><t[^>]*>(\d{11})<\/t><\/is><\/c>/g,
      '<c $1 t="str"><f>TEXT("$2","0")</f><v>$2</v></c>',
    ),
  ),
  withSheet('numeros-con-exponente', (xml) =>
    xml.replace(
      /<c (r="A\d+") t="inlineStr"><is><t[^>]*>(\d)(\d{10})<\/t><\/is><\/c>/g,
      '<c $1><v>$2.$3E10</v></c>',
    ),
  ),
  withSheet('filas-vacias-y-estilos', (xml) =>
    xml
      .replace('<row r="5">', '<row r="5" s="1" customFormat="1" spans="1:3">')
      .replace(
        '</sheetData>',
        '<row r="40" ht="30"/><row r="41"></row><row r="42"><c r="A42" s="1"/><c r="XFD42" s="1"></c></row></sheetData>',
      ),
  ),
  withSheet('columnas-abiertas', (xml) =>
    xml.replace(
      '<sheetData>',
      '<cols><col min="1" max="2" width="20"></col><col min="3" max="16384" width="9" style="1"/></cols><sheetData>',
    ),
  ),
  withSheet('dimension-falsa', (xml) => xml.replace('<sheetData>', '<dimension ref="A1"/><sheetData>')),
  withSheet('contenido-alterno', (xml) =>
    xml.replace(
      '</sheetData>',
      '</sheetData><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x14" xmlns:x14="urn:x"><x14:a/></mc:Choice><mc:Fallback/></mc:AlternateContent>',
    ),
  ),
  withSheet('ampersand-y-saltos', (xml) =>
    xml.replace('PROVEEDOR 0', 'A &amp; B &lt;C&gt; _x000D_&#10;línea &quot;dos&quot; 😀'),
  ),
  withSheet('estilo-fuera-de-rango', (xml) => xml.replace(/<c r="A(\d+)"/g, '<c r="A$1" s="900"')),
  {
    // openpyxl leaves a choice of alternatives out of its count, Excel counts it as one.
    notFor: ['openpyxl'],
    ...withSheet('estilos-alternos', (xml) => xml, {
      styles: STYLES.replace(
        '<cellXfs count="3">',
        '<cellXfs count="4"><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x16r3" xmlns:x16r3="urn:x"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></mc:Choice><mc:Fallback><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></mc:Fallback></mc:AlternateContent>',
      ),
    }),
  },
  withSheet('sin-estilos', (xml) => xml.replace(/ s="\d+"/g, ''), { styles: false }),
  withSheet(
    'cadenas-compartidas',
    (xml) =>
      xml.replace(
        /<c (r="A\d+") t="inlineStr"><is><t[^>]*>(\d{11})<\/t><\/is><\/c>/g,
        '<c $1 t="s"><v>1</v></c>',
      ),
    {
      sharedStrings: ['RUC', fixtureRuc(3), '<r><t>rico</t></r>'],
    },
  ),
];
