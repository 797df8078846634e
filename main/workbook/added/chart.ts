/** The chart of the summary: one bar a verdict, in its colour. */
import { VEREDICTOS, type Veredicto } from '../../../shared/verdict.ts';
import { COLOURS } from '../patch/colours.ts';
import { encodeAttribute, encodeCellText } from '../xml/text.ts';
import type { Namespaces } from './namespaces.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Where the chart's numbers stand. */
export interface ChartData {
  /** Name of the sheet. */
  hoja: string;
  /** First of the six rows; verdicts in column A, counts in column B. */
  row: number;
  counts: Readonly<Record<Veredicto, number>>;
  title: string;
}

/** The drawing that holds the chart between two corners (columns and rows from 0). `id`: the chart's relationship. */
export function drawingXml(
  namespaces: Namespaces,
  id: string,
  corners: { left: number; top: number; right: number; bottom: number },
): string {
  const corner = (name: string, column: number, row: number): string =>
    `<xdr:${name}><xdr:col>${String(column)}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${String(row)}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;
  return (
    `${XML}<xdr:wsDr xmlns:xdr="${namespaces.drawingSheet}" xmlns:a="${namespaces.drawing}">` +
    `<xdr:twoCellAnchor>${corner('from', corners.left, corners.top)}${corner('to', corners.right, corners.bottom)}` +
    '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>' +
    `<xdr:cNvPr id="2" name="RUC por veredicto" descr="${encodeAttribute('Gráfico de barras: RUC por veredicto')}"/>` +
    '<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>' +
    '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>' +
    `<a:graphic><a:graphicData uri="${namespaces.chart}">` +
    `<c:chart xmlns:c="${namespaces.chart}" xmlns:r="${namespaces.relations}" r:id="${id}"/>` +
    '</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>'
  );
}

/** The chart itself. */
export function chartXml(namespaces: Namespaces, data: ChartData): string {
  const { hoja, row, counts, title } = data;
  const last = row + VEREDICTOS.length - 1;
  const range = (column: string): string =>
    encodeCellText(`'${hoja.replace(/'/g, "''")}'!$${column}$${String(row)}:$${column}$${String(last)}`);
  const points = (value: (veredicto: Veredicto) => string): string =>
    `<c:ptCount val="${String(VEREDICTOS.length)}"/>` +
    VEREDICTOS.map(
      (veredicto, i) => `<c:pt idx="${String(i)}"><c:v>${encodeCellText(value(veredicto))}</c:v></c:pt>`,
    ).join('');
  return (
    `${XML}<c:chartSpace xmlns:c="${namespaces.chart}" xmlns:a="${namespaces.drawing}" xmlns:r="${namespaces.relations}">` +
    `<c:roundedCorners val="0"/><c:chart>${titleXml(title)}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>` +
    '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>' +
    `<c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:v>RUC</c:v></c:tx>${fill(COLOURS.APTO.ink)}` +
    `<c:invertIfNegative val="0"/>${VEREDICTOS.map(pointXml).join('')}${LABELS}` +
    `<c:cat><c:strRef><c:f>${range('A')}</c:f><c:strCache>${points((veredicto) => veredicto)}</c:strCache></c:strRef></c:cat>` +
    `<c:val><c:numRef><c:f>${range('B')}</c:f><c:numCache><c:formatCode>#,##0</c:formatCode>${points((veredicto) => String(counts[veredicto]))}</c:numCache></c:numRef></c:val>` +
    '</c:ser><c:gapWidth val="45"/><c:axId val="50010001"/><c:axId val="50010002"/></c:barChart>' +
    `${AXES}</c:plotArea><c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>`
  );
}

function titleXml(title: string): string {
  return (
    '<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr>' +
    `<a:r><a:rPr lang="es-PE" sz="1200" b="1"/><a:t>${encodeCellText(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`
  );
}

function fill(argb: string): string {
  return `<c:spPr><a:solidFill><a:srgbClr val="${argb.slice(2)}"/></a:solidFill></c:spPr>`;
}

function pointXml(veredicto: Veredicto, i: number): string {
  return `<c:dPt><c:idx val="${String(i)}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>${fill(COLOURS[veredicto].ink)}</c:dPt>`;
}

const LABELS =
  '<c:dLbls><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>' +
  '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>';

/** The most urgent on top, as the table has them; no grid, no scale: the numbers stand at the bars. */
const AXES =
  '<c:catAx><c:axId val="50010001"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>' +
  '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>' +
  '<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:crossAx val="50010002"/><c:crosses val="autoZero"/>' +
  '<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>' +
  '<c:valAx><c:axId val="50010002"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>' +
  '<c:delete val="1"/><c:axPos val="t"/><c:numFmt formatCode="#,##0" sourceLinked="0"/>' +
  '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>' +
  '<c:crossAx val="50010001"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>';
