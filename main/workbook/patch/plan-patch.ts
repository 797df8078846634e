/** What will be written: where our columns go, which parts change, and how. Nothing is written here. */
import type { Book } from '../book/open.ts';
import type { ChosenColumn } from '../jobs/chosen.ts';
import { columnLetter } from '../sheet/columns.ts';
import { drawingRanges } from '../sheet/frame.ts';
import type { ZipEntry } from '../zip/entry.ts';
import { editFilterName, editTable, headingsBeside } from './frame-edits.ts';
import { placeColumns, type Placement } from './placement.ts';
import { newStylePart } from './style-part.ts';
import { PLAIN_STYLES, StyleSheet } from './styles.ts';

export interface PatchPlan {
  placement: Placement;
  headings: string[];
  /** Small parts written anew, by entry name, as latin1 views. */
  changed: Map<string, string>;
  /** A part that the workbook did not have. */
  added: ZipEntry | null;
  /** Null where the workbook takes no styles: dates are then written as text. */
  styles: StyleSheet | null;
  headerStyle: number | null;
  avisos: string[];
}

/** Plans the patch of the chosen sheet. */
export async function planPatch(book: Book, chosen: ChosenColumn): Promise<PatchPlan> {
  const { facts, layout, sheet } = chosen;
  const placement = placeColumns(facts, layout, await drawingRanges(book.parts, facts.frame));
  const changed = new Map<string, string>();
  let headings = headingsBeside(null);
  if (placement.table !== null) {
    const { entry, range } = placement.table;
    const xml = await book.parts.text(entry);
    headings = headingsBeside(xml);
    changed.set(entry.name, editTable(xml, range, placement.last, headings));
  }
  if (placement.filter !== null) {
    const workbookXml = editFilterName(book.workbookXml, sheet.position, placement.last);
    if (workbookXml !== book.workbookXml) changed.set(book.workbook.name, workbookXml);
  }
  const { styles, added } = await planStyles(book, chosen, changed);
  return {
    placement,
    headings,
    changed,
    added,
    styles,
    headerStyle: styles === null ? null : headerStyleOf(chosen, placement.headerRow),
    avisos: avisosOf(book, chosen, placement),
  };
}

/** The RUC header's look; of a merged header cell that is its first row's. */
function headerStyleOf({ facts, focus, layout }: ChosenColumn, headerRow: number): number {
  const { column } = layout;
  const merge = facts.frame.merges.find(
    (range) =>
      range.left <= column && range.right >= column && range.top <= headerRow && range.bottom >= headerRow,
  );
  return focus.firstStyles.get(merge?.top ?? headerRow) ?? focus.firstStyles.get(headerRow) ?? 0;
}

async function planStyles(
  book: Book,
  { judged, focus }: ChosenColumn,
  changed: Map<string, string>,
): Promise<{ styles: StyleSheet | null; added: ZipEntry | null }> {
  let part = book.styles;
  let xml = PLAIN_STYLES;
  let added: ZipEntry | null = null;
  if (part === null) {
    const created = await newStylePart(book);
    if (created === null) return { styles: null, added: null };
    for (const [name, text] of created.changed) changed.set(name, text);
    added = created.entry;
    part = created.entry;
  } else {
    xml = await book.parts.text(part);
  }
  const styles = new StyleSheet(xml);
  if (!styles.usable) return { styles: null, added: null };
  for (let n = 0; n < focus.rows.length; n += 1)
    if (judged.reading(n) !== null) styles.forBase(focus.styles.at(n));
  changed.set(part.name, styles.toXml());
  return { styles, added };
}

function avisosOf(book: Book, { facts, judged }: ChosenColumn, placement: Placement): string[] {
  const avisos: string[] = [];
  const letters = `${columnLetter(placement.first)} a ${columnLetter(placement.last)}`;
  if (judged.filasOcultas > 0) {
    const rows =
      judged.filasOcultas === 1
        ? '1 fila oculta'
        : `${judged.filasOcultas.toLocaleString('es-PE')} filas ocultas`;
    avisos.push(`Hay ${rows} por un filtro o a mano: también llevan su veredicto.`);
  }
  if (placement.passedDrawing) {
    avisos.push(
      `Un gráfico o una imagen cubre el espacio junto a los datos: los resultados están en las columnas ${letters}.`,
    );
  }
  if (facts.frame.protectedSheet)
    avisos.push('La hoja está protegida: los resultados se agregaron y la protección sigue igual.');
  if (book.firmado) avisos.push('El libro tenía firma digital: en la copia ya no vale.');
  return avisos;
}
