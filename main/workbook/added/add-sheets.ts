/** Adds the sheets that a copy gets beside the user's, or writes those of an earlier copy anew. */
import { HabidoError } from '../../../shared/errors.ts';
import type { Veredicto } from '../../../shared/verdict.ts';
import type { Book, BookSheet } from '../book/open.ts';
import { titleOf } from '../detect/titles.ts';
import type { ChosenColumn } from '../jobs/chosen.ts';
import { partName, type PackageDraft, type PartSource } from '../patch/package-draft.ts';
import type { StyleSheet } from '../patch/styles.ts';
import type { VerdictStore } from '../patch/verdict-store.ts';
import { resultColumns } from '../results/columns.ts';
import type { RowNames } from '../results/names.ts';
import { SUMMARY_MARK, problemsMark } from '../results/own-sheets.ts';
import { columnLetter } from '../sheet/columns.ts';
import type { OutputChoices, RunSummary } from '../types.ts';
import { freeSheetName, listSheet, ownSheets, sheetNamesOf } from './book-sheets.ts';
import { chartXml, drawingXml } from './chart.ts';
import { namespacesOf, type Namespaces } from './namespaces.ts';
import { writeProblemsSheet } from './problems-sheet.ts';
import { CHART_PLACE, FIRST_VERDICT_ROW, summarySheet } from './summary-sheet.ts';

const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';
const DRAWING_TYPE = 'application/vnd.openxmlformats-officedocument.drawing+xml';
const CHART_TYPE = 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml';

/** What the sheets are made of. */
export interface Additions {
  book: Book;
  chosen: ChosenColumn;
  verdicts: VerdictStore;
  /** Cells of the column by verdict. */
  porVeredicto: Readonly<Record<Veredicto, number>>;
  names: RowNames;
  draft: PackageDraft;
  styles: StyleSheet | null;
  salida: OutputChoices;
  resumen: RunSummary | null;
  check(): void;
}

/** Adds what was chosen to the draft. Answers a sentence where the workbook takes no further sheets. */
export async function addSheets(additions: Additions): Promise<string[]> {
  const { salida, book, draft, chosen, check } = additions;
  if (!salida.hojaResumen && !salida.hojaProblemas) return [];
  if (!(await draft.canGrow()))
    return [
      'El libro no admite hojas nuevas: la copia lleva los resultados, sin resumen ni lista por revisar.',
    ];
  const own = await ownSheets(book, check);
  for (const [mark, sheet] of own) if (sheet.entry === chosen.sheet.entry) own.delete(mark);
  const adder = new SheetAdder(additions, own);
  if (salida.hojaProblemas) await adder.problems();
  if (salida.hojaResumen) await adder.summary();
  return [];
}

class SheetAdder {
  readonly #additions: Additions;
  readonly #own: ReadonlyMap<string, BookSheet>;
  readonly #taken: Set<string>;
  readonly #namespaces: Namespaces;

  constructor(additions: Additions, own: ReadonlyMap<string, BookSheet>) {
    this.#additions = additions;
    this.#own = own;
    this.#taken = sheetNamesOf(additions.book.workbookXml);
    this.#namespaces = namespacesOf(additions.book);
  }

  async problems(): Promise<void> {
    const { book, chosen, verdicts, names, styles, salida, check } = this.#additions;
    const { judged, focus } = chosen;
    const hoja = chosen.sheet.nombre;
    const columna = columnLetter(chosen.layout.column);
    const columns = resultColumns(salida.columnas);
    const facts = { hoja, columna, columns, judged, focus, verdicts, names, date1904: book.date1904 };
    const looks = styles === null ? null : { sheet: styles.forSheets(), row: styles.forBase(0) };
    const before = this.#own.get(SUMMARY_MARK)?.position ?? null;
    await this.#put(problemsMark(hoja, columna), 'Por revisar', before, () => (push) => {
      return writeProblemsSheet(this.#namespaces, facts, looks, push, check);
    });
  }

  async summary(): Promise<void> {
    const { chosen, porVeredicto, styles, resumen } = this.#additions;
    if (resumen === null) throw new HabidoError('interno', { detalle: 'sin-resumen' });
    const { facts, layout, judged, sheet } = chosen;
    const said = {
      resumen,
      titulo: titleOf(facts, layout.column, layout.headerTop, layout.header),
      columnas: [
        ...(resumen.antes ?? []),
        {
          hoja: sheet.nombre,
          columna: columnLetter(layout.column),
          filas: porVeredicto,
          filasOcultas: judged.filasOcultas,
          otros: judged.otros,
        },
      ],
    };
    const looks = styles === null ? null : { sheet: styles.forSheets(), row: styles.forBase(0) };
    await this.#put(SUMMARY_MARK, 'Habido', null, async (part, name) => {
      const drawing = await this.#chart(part, name, resumen);
      return summarySheet(this.#namespaces, said, looks, drawing);
    });
  }

  /** Writes the sheet of this mark: in its place where an earlier copy has it, else as a new one. */
  async #put(
    mark: string,
    wanted: string,
    before: number | null,
    write: (part: string, name: string) => PartSource | Promise<PartSource>,
  ): Promise<void> {
    const { book, draft } = this.#additions;
    const earlier = this.#own.get(mark);
    if (earlier !== undefined) {
      draft.set(earlier.entry, await write(partName(earlier.entry.name), earlier.nombre));
      return;
    }
    const name = freeSheetName(this.#taken, wanted);
    this.#taken.add(name.toLowerCase());
    const part = draft.freeName('worksheets', 'sheet');
    // The part is named first: what it points to is added behind it.
    await draft.add(part, SHEET_TYPE, '');
    draft.replace(part, await write(part, name));
    const id = await draft.link(draft.workbookPart, 'worksheet', part);
    await listSheet(book, draft, { name, id }, before);
  }

  /** The chart of the summary; answers the relationship of its drawing. That of an earlier copy is written anew. */
  async #chart(part: string, hoja: string, resumen: RunSummary): Promise<string> {
    const { draft } = this.#additions;
    const xml = chartXml(this.#namespaces, {
      hoja,
      row: FIRST_VERDICT_ROW,
      counts: resumen.conteo,
      title: 'RUC por veredicto',
    });
    const drawing = await this.#partOf(part, 'drawing', 'drawings', DRAWING_TYPE);
    const chart = await this.#partOf(drawing.part, 'chart', 'charts', CHART_TYPE);
    draft.replace(chart.part, xml);
    draft.replace(drawing.part, drawingXml(this.#namespaces, chart.id, CHART_PLACE));
    return drawing.id;
  }

  /** The part that another one points to by this kind, added where there is none. */
  async #partOf(
    from: string,
    kind: string,
    folder: string,
    contentType: string,
  ): Promise<{ part: string; id: string }> {
    const { book, draft } = this.#additions;
    for (const relation of await book.parts.relations(from)) {
      const entry =
        relation.kind === kind && !relation.external ? book.parts.find(relation.target) : undefined;
      if (entry !== undefined) return { part: relation.target, id: relation.id };
    }
    const part = draft.freeName(folder, kind);
    await draft.add(part, contentType, '');
    return { part, id: await draft.link(from, kind, part) };
  }
}
