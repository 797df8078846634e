/** The further sheets of a copy in packages of other makers, and with texts that look like formulas. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BOTH, RESUMEN, supplierRows, verdict } from '../../support/added-sheets.ts';
import { annotateBook, bench, type Annotated, type Bench } from '../../support/annotate.ts';
import { bookParts, buildBook, buildPackage, type FixtureBook } from '../../support/package-builder.ts';
import { partText, readPackage } from '../../support/package-reader.ts';

let b: Bench;
let count = 0;
beforeAll(() => {
  b = bench();
});
afterAll(async () => await b.dispose());

async function annotated(
  book: FixtureBook | Buffer,
  output: Parameters<typeof annotateBook>[3] = {},
): Promise<Annotated> {
  count += 1;
  const bytes = Buffer.isBuffer(book) ? book : buildBook(book);
  return await annotateBook(b, b.file(`hojas-${String(count)}.xlsx`, bytes), undefined, {
    salida: BOTH,
    resumen: RESUMEN,
    verdict,
    ...output,
  });
}

describe('packages of other makers', () => {
  const rewrite = (change: (text: string, name: string) => string): Buffer =>
    buildPackage(
      bookParts({ sheets: [{ name: 'Hoja', rows: supplierRows() }] }).map((part) => ({
        ...part,
        data: change(part.data.toString(), part.name),
      })),
    );

  test('prefixed elements keep their prefix', async () => {
    const done = await annotated(
      rewrite((text, name) => {
        if (name === 'xl/workbook.xml')
          return text
            .replace(/<(\/?)(workbook|sheets|sheet)\b/g, '<$1x:$2')
            .replace('xmlns=', 'xmlns:x=')
            .replace(/xmlns:r=/, 'xmlns:rel=')
            .replace(/ r:id=/g, ' rel:id=');
        if (name.endsWith('.rels') || name === '[Content_Types].xml')
          return text
            .replace(/<(\/?)(Relationships?|Types|Override|Default)\b/g, '<$1p:$2')
            .replace('xmlns=', 'xmlns:p=');
        return text;
      }),
    );
    const workbook = partText(done.copy, 'xl/workbook.xml');
    expect(workbook).toContain('<x:sheet name="Por revisar" sheetId="2" rel:id="rIdHabido1"/>');
    expect(workbook).toContain('<x:sheet name="Habido" sheetId="3" rel:id="rIdHabido2"/></x:sheets>');
    expect(partText(done.copy, '[Content_Types].xml')).toContain(
      '<p:Override PartName="/xl/charts/chart1.xml"',
    );
    expect(partText(done.copy, 'xl/_rels/workbook.xml.rels')).toContain('<p:Relationship Id="rIdHabido1"');
    expect(partText(done.copy, 'xl/worksheets/sheet2.xml')).toContain(
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"',
    );
  });

  test('strict workbooks get strict namespaces', async () => {
    const done = await annotated(
      rewrite((text) =>
        text
          .replaceAll(
            'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
            'http://purl.oclc.org/ooxml/spreadsheetml/main',
          )
          .replaceAll(
            'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
            'http://purl.oclc.org/ooxml/officeDocument/relationships',
          ),
      ),
    );
    for (const part of readPackage(done.copy)) {
      if (/drawing|chart|sheet[23]\.xml/.test(part.name))
        expect(part.data.toString('utf8'), part.name).not.toMatch(
          /schemas\.openxmlformats\.org\/(?!package)/,
        );
    }
    expect(partText(done.copy, 'xl/charts/chart1.xml')).toContain(
      'http://purl.oclc.org/ooxml/drawingml/chart',
    );
  });

  test('a workbook without styles gets its sheets in plain looks', async () => {
    const done = await annotated({
      sheets: [{ name: '=Hoja', rows: supplierRows() }],
      styles: '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
    });
    expect(partText(done.copy, 'xl/worksheets/sheet3.xml')).not.toContain(' s="');
    const texts = ['xl/worksheets/sheet2.xml', 'xl/worksheets/sheet3.xml'].map((name) =>
      partText(done.copy, name),
    );
    for (const text of texts) expect(text).not.toMatch(/<t xml:space="preserve">[=+\-@]/);
    expect(texts[1]).toContain(`'${RESUMEN.archivo.replace('&', '&amp;')}`);
  });

  test('one that can’t be added to gets its results without them, and says so', async () => {
    const parts = bookParts({ sheets: [{ name: 'Hoja', rows: supplierRows() }] }).filter(
      ({ name }) => name !== '[Content_Types].xml',
    );
    await expect(annotated(buildPackage(parts))).rejects.toMatchObject({ code: 'archivo-no-libro' });
    const odd = await annotated(
      rewrite((text, name) => (name === '[Content_Types].xml' ? '<Tipos/>' : text)),
    );
    expect(odd.result.avisos).toContainEqual(expect.stringContaining('no admite hojas nuevas'));
    expect(odd.result.filas).toBe(6);
  });
});

test('no text of these sheets is a formula, whatever it says', async () => {
  const hostile = ['=1+1', '+1', '-1', '@A1'];
  const done = await annotated(
    { sheets: [{ name: '=1+1', rows: { ...supplierRows(), 1: ['=RUC()', 'Nombre', 'Importe'] } }] },
    {
      verdict: (item) => ({
        ...verdict(item),
        veredicto: 'NO APTO',
        razonSocial: hostile[item.primeraFila % 4] as string,
        observacion: '=cmd',
        estado: '+1',
      }),
      resumen: { ...RESUMEN, archivo: '=HYPERLINK("x")', corrida: '-1', version: '@1', politica: '=1' },
    },
  );
  const styles = partText(done.copy, 'xl/styles.xml');
  const xfs = [...styles.slice(styles.indexOf('<cellXfs')).matchAll(/<xf [^>]*?(?:\/>|>.*?<\/xf>)/g)].map(
    (m) => m[0],
  );
  let seen = 0;
  for (const name of ['xl/worksheets/sheet2.xml', 'xl/worksheets/sheet3.xml']) {
    const xml = partText(done.copy, name);
    expect(xml).not.toMatch(/<f[ >]/);
    for (const [, style, text] of xml.matchAll(
      /<c r="[A-Z]+\d+" s="(\d+)" t="inlineStr"><is><t[^>]*>([^<]*)</g,
    )) {
      if (!/^[=+\-@]/.test(text as string)) continue;
      seen += 1;
      expect(xfs[Number(style)], text).toContain('quotePrefix="1"');
    }
  }
  expect(seen).toBeGreaterThan(20);
  expect(createHash('sha256').update(done.copy).digest('hex')).toBe(done.result.hash);
});
