/** Features that no writer at hand makes: slicers, threaded comments, form controls, pivots, queries, signatures. */
import { XML, buildPackage, fixtureRuc, type FixtureSheet } from '../../support/package-builder.ts';
import {
  MAIN,
  OFFICE,
  REL,
  SHEET,
  WORKBOOK,
  suppliers,
  withParts,
  type HandMade,
  type HungPart,
} from './parts.ts';

const SML = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const MS = 'application/vnd.ms-excel';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing';

function made(
  name: string,
  sheet: Partial<FixtureSheet>,
  hung: readonly HungPart[],
  workbookPr = '',
): HandMade {
  const sheets = [{ name: 'Hoja', rows: suppliers(), ...sheet }];
  return { name, build: () => buildPackage(withParts({ sheets, workbookPr }, hung)) };
}

const table = (columns: readonly string[]): string =>
  `${XML}<table xmlns="${MAIN}" id="1" name="Tabla1" displayName="Tabla1" ref="A1:C9" totalsRowShown="0"><autoFilter ref="A1:C9"/><tableColumns count="${String(columns.length)}">${columns.map((name, i) => `<tableColumn id="${String(i + 1)}" name="${name}"/>`).join('')}</tableColumns><tableStyleInfo name="TableStyleMedium2" showRowStripes="1"/></table>`;

const slicers = made(
  'segmentacion-de-datos',
  {
    after: `<drawing r:id="rId2"/><tableParts count="1"><tablePart r:id="rId1"/></tableParts><extLst><ext uri="{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}" xmlns:x15="${OFFICE}/spreadsheetml/2010/11/main"><x14:slicerList xmlns:x14="${OFFICE}/spreadsheetml/2009/9/main"><x14:slicer r:id="rId3"/></x14:slicerList></ext></extLst>`,
  },
  [
    {
      name: 'xl/tables/table1.xml',
      data: table(['RUC', 'Razón social', 'Importe']),
      type: `${SML}.table+xml`,
      from: { part: SHEET, kind: 'table', id: 'rId1' },
    },
    {
      name: 'xl/drawings/drawing1.xml',
      data: `${XML}<xdr:wsDr xmlns:xdr="${DRAWING}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor editAs="absolute"><xdr:from><xdr:col>5</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>8</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>14</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice xmlns:sle15="${OFFICE}/drawing/2012/slicer" Requires="sle15"><xdr:graphicFrame macro=""/></mc:Choice><mc:Fallback><xdr:sp macro="" textlink=""/></mc:Fallback></mc:AlternateContent><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>`,
      type: 'application/vnd.openxmlformats-officedocument.drawing+xml',
      from: { part: SHEET, kind: 'drawing', id: 'rId2' },
    },
    {
      name: 'xl/slicers/slicer1.xml',
      data: `${XML}<slicers xmlns="${OFFICE}/spreadsheetml/2009/9/main"><slicer name="Proveedor" cache="SegmentaciónDeDatos_Proveedor" caption="Proveedor" rowHeight="234950"/></slicers>`,
      type: `${MS}.slicer+xml`,
      from: { part: SHEET, kind: `${OFFICE}/2007/relationships/slicer`, id: 'rId3' },
    },
    {
      name: 'xl/slicerCaches/slicerCache1.xml',
      data: `${XML}<slicerCacheDefinition xmlns="${OFFICE}/spreadsheetml/2009/9/main" name="SegmentaciónDeDatos_Proveedor" sourceName="Razón social"><extLst><x:ext xmlns:x="${MAIN}" uri="{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}"><x15:tableSlicerCache xmlns:x15="${OFFICE}/spreadsheetml/2010/11/main" tableId="1" column="2"/></x:ext></extLst></slicerCacheDefinition>`,
      type: `${MS}.slicerCache+xml`,
      from: { part: WORKBOOK, kind: `${OFFICE}/2007/relationships/slicerCache`, id: 'rIdSC' },
    },
  ],
);

const threaded = made('comentarios-en-hilo', { after: '<legacyDrawing r:id="rId1"/>' }, [
  {
    name: 'xl/drawings/vmlDrawing1.vml',
    data: '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape type="#_x0000_t202"><x:ClientData ObjectType="Note"><x:Anchor>4, 15, 1, 2, 6, 31, 5, 1</x:Anchor><x:Row>1</x:Row><x:Column>0</x:Column></x:ClientData></v:shape></xml>',
    type: 'application/vnd.openxmlformats-officedocument.vmlDrawing',
    from: { part: SHEET, kind: 'vmlDrawing', id: 'rId1' },
  },
  {
    name: 'xl/comments1.xml',
    data: `${XML}<comments xmlns="${MAIN}"><authors><author>tc={8F2B3C1E-0000-4000-8000-000000000001}</author></authors><commentList><comment ref="A2" authorId="0" shapeId="0"><text><t>[Comentario encadenado] ¿Está activo?</t></text></comment></commentList></comments>`,
    type: `${SML}.comments+xml`,
    from: { part: SHEET, kind: 'comments', id: 'rId2' },
  },
  {
    name: 'xl/threadedComments/threadedComment1.xml',
    data: `${XML}<ThreadedComments xmlns="${OFFICE}/spreadsheetml/2018/threadedcomments"><threadedComment ref="A2" dT="2026-11-02T15:00:00.00" personId="{00000000-0000-4000-8000-00000000000A}" id="{8F2B3C1E-0000-4000-8000-000000000001}"><text>¿Está activo?</text></threadedComment></ThreadedComments>`,
    type: `${MS}.threadedcomments+xml`,
    from: { part: SHEET, kind: `${OFFICE}/2017/10/relationships/threadedComment`, id: 'rId3' },
  },
  {
    name: 'xl/persons/person.xml',
    data: `${XML}<personList xmlns="${OFFICE}/spreadsheetml/2018/threadedcomments"><person displayName="Ana" id="{00000000-0000-4000-8000-00000000000A}" userId="ana" providerId="None"/></personList>`,
    type: `${MS}.person+xml`,
    from: { part: WORKBOOK, kind: `${OFFICE}/2017/10/relationships/person`, id: 'rIdPer' },
  },
]);

const controls = made(
  'controles-de-formulario',
  {
    after:
      '<drawing r:id="rId1"/><legacyDrawing r:id="rId2"/><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x14" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><controls><mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="1025" r:id="rId3" name="Casilla 1"><controlPr defaultSize="0" autoFill="0"><anchor moveWithCells="1"><from xmlns:xdr="x"><xdr:col>4</xdr:col></from></anchor></controlPr></control></mc:Choice></mc:AlternateContent></controls></mc:Choice></mc:AlternateContent>',
  },
  [
    {
      name: 'xl/drawings/drawing1.xml',
      data: `${XML}<xdr:wsDr xmlns:xdr="${DRAWING}"><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice xmlns:a14="${OFFICE}/drawing/2010/main" Requires="a14"><xdr:twoCellAnchor><xdr:from><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>2</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>5</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>3</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp macro="" textlink=""/><xdr:clientData/></xdr:twoCellAnchor></mc:Choice><mc:Fallback/></mc:AlternateContent></xdr:wsDr>`,
      type: 'application/vnd.openxmlformats-officedocument.drawing+xml',
      from: { part: SHEET, kind: 'drawing', id: 'rId1' },
    },
    {
      name: 'xl/drawings/vmlDrawing1.vml',
      data: '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape><x:ClientData ObjectType="Checkbox"><x:Anchor>4, 0, 2, 0, 5, 0, 3, 0</x:Anchor><x:FmlaLink>$Z$1</x:FmlaLink></x:ClientData></v:shape></xml>',
      type: 'application/vnd.openxmlformats-officedocument.vmlDrawing',
      from: { part: SHEET, kind: 'vmlDrawing', id: 'rId2' },
    },
    {
      name: 'xl/ctrlProps/ctrlProp1.xml',
      data: `${XML}<formControlPr xmlns="${OFFICE}/spreadsheetml/2009/9/main" objectType="CheckBox" checked="Checked" fmlaLink="$Z$1" lockText="1"/>`,
      type: `${MS}.controlproperties+xml`,
      from: { part: SHEET, kind: 'ctrlProp', id: 'rId3' },
    },
    {
      name: 'xl/activeX/activeX1.bin',
      data: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]),
      type: `${MS}.activeX`,
    },
  ],
);

const pivotSheet: FixtureSheet = {
  name: 'Dinámica',
  rows: {
    3: ['Etiquetas de fila', 'Suma de Importe'],
    4: ['PROVEEDOR 0 S.A.C.', 0.5],
    5: ['Total general', 0.5],
  },
};

const pivot: HandMade = {
  name: 'tabla-dinamica',
  build: () =>
    buildPackage(
      withParts(
        {
          sheets: [{ name: 'Hoja', rows: suppliers() }, pivotSheet],
          definedNames: '<pivotCaches><pivotCache cacheId="7" r:id="rIdPC"/></pivotCaches>',
        },
        [
          {
            name: 'xl/pivotCache/pivotCacheDefinition1.xml',
            data: `${XML}<pivotCacheDefinition xmlns="${MAIN}" xmlns:r="${REL}" r:id="rId1" refreshOnLoad="1" recordCount="2"><cacheSource type="worksheet"><worksheetSource ref="A1:C9" sheet="Hoja"/></cacheSource><cacheFields count="3"><cacheField name="RUC"><sharedItems/></cacheField><cacheField name="Razón social"><sharedItems count="1"><s v="PROVEEDOR 0 S.A.C."/></sharedItems></cacheField><cacheField name="Importe"><sharedItems containsNumber="1"/></cacheField></cacheFields></pivotCacheDefinition>`,
            type: `${SML}.pivotCacheDefinition+xml`,
            from: { part: WORKBOOK, kind: 'pivotCacheDefinition', id: 'rIdPC' },
          },
          {
            name: 'xl/pivotCache/pivotCacheRecords1.xml',
            data: `${XML}<pivotCacheRecords xmlns="${MAIN}" count="1"><r><s v="${fixtureRuc(0)}"/><x v="0"/><n v="0.5"/></r></pivotCacheRecords>`,
            type: `${SML}.pivotCacheRecords+xml`,
            from: { part: 'xl/pivotCache/pivotCacheDefinition1.xml', kind: 'pivotCacheRecords', id: 'rId1' },
          },
          {
            name: 'xl/pivotTables/pivotTable1.xml',
            data: `${XML}<pivotTableDefinition xmlns="${MAIN}" name="Dinámica1" cacheId="7" dataCaption="Valores"><location ref="A3:B5" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/></pivotTableDefinition>`,
            type: `${SML}.pivotTable+xml`,
            from: { part: 'xl/worksheets/sheet2.xml', kind: 'pivotTable', id: 'rId1' },
          },
        ],
      ),
    ),
};

const query = made(
  'consulta-conectada',
  { after: '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>' },
  [
    {
      name: 'xl/tables/table1.xml',
      data: table(['RUC', 'Razón social', 'Importe']).replace(
        'totalsRowShown="0"',
        'tableType="queryTable" totalsRowShown="0"',
      ),
      type: `${SML}.table+xml`,
      from: { part: SHEET, kind: 'table', id: 'rId1' },
    },
    {
      name: 'xl/queryTables/queryTable1.xml',
      data: `${XML}<queryTable xmlns="${MAIN}" name="DatosExternos_1" connectionId="1"/>`,
      type: `${SML}.queryTable+xml`,
      from: { part: 'xl/tables/table1.xml', kind: 'queryTable', id: 'rId1' },
    },
    {
      name: 'xl/connections.xml',
      data: `${XML}<connections xmlns="${MAIN}"><connection id="1" name="Consulta" type="5" refreshedVersion="6"/></connections>`,
      type: `${SML}.connections+xml`,
      from: { part: WORKBOOK, kind: 'connections', id: 'rIdCn' },
    },
    {
      name: 'customXml/item1.xml',
      data: '<?xml version="1.0" encoding="utf-16"?><DataMashup xmlns="http://schemas.microsoft.com/DataMashup">AAAA</DataMashup>',
      from: { part: WORKBOOK, kind: 'customXml', id: 'rIdCx' },
    },
  ],
);

const extended = made(
  'extensiones-de-hoja',
  {
    before: `<sheetPr codeName="Hoja1"><tabColor rgb="FF00B050"/><outlinePr summaryBelow="0"/></sheetPr><dimension ref="A1:C9"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/><selection pane="bottomLeft" activeCell="B3" sqref="B3 C4:D5"/></sheetView></sheetViews><sheetFormatPr baseColWidth="10" defaultRowHeight="15" x14ac:dyDescent="0.25" xmlns:x14ac="${OFFICE}/spreadsheetml/2009/9/ac"/><cols><col min="1" max="1" width="13" style="1" customWidth="1"/><col min="2" max="30" width="22" hidden="1" outlineLevel="1"/></cols>`,
    after: `<sheetCalcPr fullCalcOnLoad="1"/><protectedRanges><protectedRange sqref="A1:K9" name="R"/></protectedRanges><scenarios current="0"><scenario name="E" user="Ana"><inputCells r="C2" val="1"/></scenario></scenarios><autoFilter ref="A1:C9"><sortState ref="A2:C9"><sortCondition ref="A1"/></sortState></autoFilter><sortState ref="A2:C9"/><dataConsolidate/><customSheetViews><customSheetView guid="{AAAAAAAA-0000-4000-8000-000000000001}" filter="1"><autoFilter ref="A1:B9"/></customSheetView></customSheetViews><phoneticPr fontId="1"/><conditionalFormatting sqref="A2:Z9"><cfRule type="containsText" dxfId="0" priority="1" operator="containsText" text="X"><formula>NOT(ISERROR(SEARCH("X",A2)))</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="list" sqref="D1:D1048576"><formula1>$A$1:$A$9</formula1></dataValidation></dataValidations><hyperlinks><hyperlink ref="A2" location="Hoja!A1" display="ver &gt;"/></hyperlinks><printOptions gridLines="1"/><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup orientation="landscape" r:id="rId9"/><headerFooter differentFirst="1"><oddHeader>&amp;CPágina &amp;P</oddHeader></headerFooter><rowBreaks count="1" manualBreakCount="1"><brk id="4" max="16383" man="1"/></rowBreaks><cellWatches><cellWatch r="C2"/></cellWatches><ignoredErrors><ignoredError sqref="A2:A9" numberStoredAsText="1"/></ignoredErrors><smartTags><cellSmartTags r="A2"/></smartTags><extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:x14="${OFFICE}/spreadsheetml/2009/9/main"><x14:conditionalFormattings><x14:conditionalFormatting xmlns:xm="${OFFICE}/excel/2006/main"><x14:cfRule type="dataBar" id="{B}"><x14:dataBar/></x14:cfRule><xm:sqref>C2:C9</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>`,
  },
  [
    {
      name: 'xl/printerSettings/printerSettings1.bin',
      data: Buffer.from('IMPRESORA'.repeat(30), 'utf16le'),
      type: `${SML}.printerSettings`,
      from: { part: SHEET, kind: 'printerSettings', id: 'rId9' },
    },
  ],
);

const modern = made(
  'metadatos-y-cadena-de-calculo',
  {
    rows: {
      ...suppliers(),
      10: [
        { xml: '<c @ cm="1"><f t="array" ref="A10">_xlfn.UNIQUE(A2:A9)</f><v>20510000009</v></c>' },
        { xml: '<c @ t="e" vm="1"><v>#VALUE!</v></c>' },
      ],
    },
  },
  [
    {
      name: 'xl/metadata.xml',
      data: `${XML}<metadata xmlns="${MAIN}" xmlns:xda="${OFFICE}/spreadsheetml/2017/dynamicarray"><metadataTypes count="1"><metadataType name="XLDAPR" minSupportedVersion="120000"/></metadataTypes><cellMetadata count="1"><bk><rc t="1" v="0"/></bk></cellMetadata></metadata>`,
      type: `${SML}.sheetMetadata+xml`,
      from: { part: WORKBOOK, kind: 'sheetMetadata', id: 'rIdM' },
    },
    {
      name: 'xl/calcChain.xml',
      data: `${XML}<calcChain xmlns="${MAIN}"><c r="A10" i="1" a="1"/></calcChain>`,
      type: `${SML}.calcChain+xml`,
      from: { part: WORKBOOK, kind: 'calcChain', id: 'rIdK' },
    },
    {
      name: 'xl/richData/rdrichvalue.xml',
      data: `${XML}<rvData xmlns="${OFFICE}/spreadsheetml/2017/richdata" count="0"/>`,
      type: `${MS}.rdrichvalue+xml`,
      from: { part: WORKBOOK, kind: `${OFFICE}/2017/06/relationships/rdRichValue`, id: 'rIdR' },
    },
    {
      name: 'docMetadata/LabelInfo.xml',
      data: '<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata"/>',
      type: 'application/vnd.ms-office.classificationlabels+xml',
      from: {
        part: '',
        kind: 'http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels',
        id: 'rIdL',
      },
    },
    {
      name: 'customUI/customUI14.xml',
      data: '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"/>',
      from: {
        part: '',
        kind: 'http://schemas.microsoft.com/office/2007/relationships/ui/extensibility',
        id: 'rIdU',
      },
    },
  ],
);

const external = made(
  'vinculo-externo',
  { rows: { ...suppliers(), 11: ['Tipo de cambio', { xml: '<c @><f>[1]TC!$A$1</f><v>3.75</v></c>' }] } },
  [
    {
      name: 'xl/externalLinks/externalLink1.xml',
      data: `${XML}<externalLink xmlns="${MAIN}" xmlns:r="${REL}"><externalBook r:id="rId1"><sheetNames><sheetName val="TC"/></sheetNames><sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1"><v>3.75</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>`,
      type: `${SML}.externalLink+xml`,
      from: { part: WORKBOOK, kind: 'externalLink', id: 'rIdX' },
    },
    {
      name: 'xl/externalLinks/_rels/externalLink1.xml.rels',
      data: `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${REL}/externalLinkPath" Target="file:///\\\\servidor\\datos\\tc 2026.xlsx" TargetMode="External"/></Relationships>`,
    },
  ],
);

export const FEATURES: readonly HandMade[] = [
  slicers,
  threaded,
  controls,
  pivot,
  query,
  extended,
  modern,
  external,
];
