/** What will be written: where our columns go, which parts change, and how. Nothing is written here. */
import type { Book } from '../book/open.ts';
import type { ChosenColumn } from '../jobs/chosen.ts';
import { headingsOf, type ResultColumn } from '../results/columns.ts';
import type { ResultSet } from '../results/sets.ts';
import { columnLetter } from '../sheet/columns.ts';
import { drawingRanges } from '../sheet/frame.ts';
import { editFilterName, editTable, tableNames } from './frame-edits.ts';
import { PackageDraft } from './package-draft.ts';
import { placeColumns, type Placement } from './placement.ts';
import { addStylePart } from './style-part.ts';
import { PLAIN_STYLES, StyleSheet } from './styles.ts';

/** What the sheet is to get. */
export interface WantedResults {
  columns: readonly ResultColumn[];
  /** In brackets behind each heading, or empty. */
  etiqueta: string;
}

export interface PatchPlan {
  placement: Placement;
  /** By result column; empty for those of an earlier copy. */
  headings: string[];
  draft: PackageDraft;
  /** Null where the workbook takes no styles: dates are then written as text. */
  styles: StyleSheet | null;
  /** Writes the styles gathered so far into the draft: to be called when all are. */
  finishStyles(): void;
  headerStyle: number | null;
  avisos: string[];
}

/** Plans the patch of the chosen sheet. */
export async function planPatch(book: Book, chosen: ChosenColumn, wanted: WantedResults): Promise<PatchPlan> {
  const { facts, layout, sheet } = chosen;
  const placement = placeColumns(facts, layout, await drawingRanges(book.parts, facts.frame), {
    columns: wanted.columns,
    earlier: earlierSet(chosen),
  });
  const etiqueta = placement.refreshed?.etiqueta ?? wanted.etiqueta;
  const draft = new PackageDraft(book);
  let fresh = headingsOf(placement.fresh, etiqueta);
  if (placement.table !== null) {
    const { entry, range } = placement.table;
    const xml = await book.parts.text(entry);
    fresh = headingsOf(placement.fresh, etiqueta, tableNames(xml));
    draft.set(entry, editTable(xml, range, placement.last, fresh));
  }
  if (placement.filter !== null) {
    const workbookXml = editFilterName(book.workbookXml, sheet.position, placement.last);
    if (workbookXml !== book.workbookXml) draft.set(book.workbook, workbookXml);
  }
  const styles = await planStyles(book, chosen, draft);
  return {
    placement,
    headings: placement.results.map(({ column, fresh: isNew }) =>
      isNew ? (fresh[column - placement.first] as string) : '',
    ),
    draft,
    styles: styles?.sheet ?? null,
    finishStyles: () => styles?.finish(),
    headerStyle: styles === null ? null : headerStyleOf(chosen, placement.headerRow),
    avisos: avisosOf(book, chosen, placement),
  };
}

/** The earlier results to refresh; null where there are none, or where something of the user's stands below them. */
function earlierSet({ facts, focus, judged }: ChosenColumn): ResultSet | null {
  const set = facts.refresh ?? null;
  if (set === null) return null;
  const { classes } = facts.profile;
  for (let n = focus.rows.length - 1; n >= 0; n -= 1) {
    const row = focus.rows.at(n);
    if (row <= set.bottom) break;
    if (judged.reading(n) !== null && set.columns.some(({ column }) => classes.at(row, column) !== 0))
      return null;
  }
  return set;
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
  draft: PackageDraft,
): Promise<{ sheet: StyleSheet; finish(): void } | null> {
  const xml = book.styles === null ? PLAIN_STYLES : await book.parts.text(book.styles);
  const sheet = new StyleSheet(xml);
  if (!sheet.usable) return null;
  const part = book.styles ?? (await addStylePart(draft));
  if (part === null) return null;
  for (let n = 0; n < focus.rows.length; n += 1)
    if (judged.reading(n) !== null) sheet.forBase(focus.styles.at(n));
  return {
    sheet,
    finish: () => {
      draft.set(part, sheet.toXml());
    },
  };
}

function avisosOf(book: Book, { facts, judged }: ChosenColumn, placement: Placement): string[] {
  const avisos: string[] = [];
  const letters =
    placement.fresh.length === 1
      ? `la columna ${columnLetter(placement.first)}`
      : `las columnas ${columnLetter(placement.first)} a ${columnLetter(placement.last)}`;
  if (judged.filasOcultas > 0) {
    const rows =
      judged.filasOcultas === 1
        ? '1 fila oculta'
        : `${judged.filasOcultas.toLocaleString('es-PE')} filas ocultas`;
    avisos.push(`Hay ${rows} por un filtro o a mano: también llevan su veredicto.`);
  }
  if (placement.refreshed !== null)
    avisos.push('El libro ya tenía resultados de Habido en esta tabla: se renovaron en su lugar.');
  if (placement.passedDrawing) {
    avisos.push(
      `Un gráfico o una imagen cubre el espacio junto a los datos: los resultados están en ${letters}.`,
    );
  }
  if (facts.frame.protectedSheet)
    avisos.push('La hoja está protegida: los resultados se agregaron y la protección sigue igual.');
  if (book.firmado) avisos.push('El libro tenía firma digital: en la copia ya no vale.');
  return avisos;
}
