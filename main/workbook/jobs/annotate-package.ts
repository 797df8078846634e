/** Annotating a package in place: what it holds is copied raw, its sheet streamed through with our cells. */
import type { FileHandle } from 'node:fs/promises';
import { addSheets } from '../added/add-sheets.ts';
import type { OpenedPackage } from '../book/identify.ts';
import { openBook, type Book } from '../book/open.ts';
import { CellWriter } from '../patch/cells.ts';
import { planPatch, type PatchPlan } from '../patch/plan-patch.ts';
import type { PartSource } from '../patch/package-draft.ts';
import type { PlacedResult, Placement } from '../patch/placement.ts';
import { RowPatcher } from '../patch/row-patcher.ts';
import { VerdictStore } from '../patch/verdict-store.ts';
import type { OwnCells } from '../patch/sheet-check.ts';
import { verifyCopy, type Expected } from '../patch/verify.ts';
import { resultColumns } from '../results/columns.ts';
import { RowNames } from '../results/names.ts';
import { columnLetter } from '../sheet/columns.ts';
import { driveSheet } from '../sheet/stream.ts';
import type { SideSeen, SideThread } from '../side/side-thread.ts';
import type { AnnotateResult } from '../types.ts';
import { viewBytes } from '../xml/text.ts';
import type { ZipEntry } from '../../zip/entry.ts';
import { inflatedChunks } from '../../zip/inflate.ts';
import { ZipWriter, type PushBlock } from '../../zip/writer.ts';
import { readChosen, type ChosenColumn } from './chosen.ts';
import type { Job } from './job.ts';
import { writeSafely } from './safe-copy.ts';
import { cellsByVerdict, loadVerdicts, type AnnotateJob } from './verdicts.ts';

/** What our cells add to a row at most, on the average. */
const BYTES_PER_ROW = 1200;

interface Writing {
  book: Book;
  chosen: ChosenColumn;
  verdicts: VerdictStore;
  names: RowNames;
  plan: PatchPlan;
  job: Job;
  side: SideThread | null;
}

/** Moments at which annotating asks whether it may go on. */
export interface Gates {
  /** Before anything is written. */
  beforeWriting(): Promise<void>;
  /** The last chance to refuse. */
  beforeRename(): Promise<void>;
}

/** Writes the annotated copy of an opened package. */
export async function annotatePackage(
  opened: OpenedPackage,
  request: AnnotateJob,
  job: Job,
  gates: Gates,
  side: SideThread | null = null,
): Promise<AnnotateResult> {
  const book = await openBook(opened);
  const { etiqueta, salida } = request;
  const onShare = (avance: number): void => {
    job.progress({ fase: 'leer', avance });
  };
  const chosen = await readChosen(book, request.choice, job.check, onShare, {
    etiqueta,
    columnas: salida.columnas,
  });
  const { judged } = chosen;
  const verdicts = new VerdictStore(judged.items.length);
  await loadVerdicts(request.verdicts, judged, verdicts, job);
  const names = new RowNames(judged, verdicts);
  const plan = await planPatch(book, chosen, { columns: resultColumns(salida.columnas), etiqueta });
  const { draft, styles } = plan;
  const { resumen } = request;
  const porVeredicto = cellsByVerdict(chosen, verdicts);
  const parts = { book, chosen, verdicts, porVeredicto, names, draft, styles };
  const sheets = { ...parts, salida, resumen, check: job.check };
  const avisos = [...plan.avisos, ...(await addSheets(sheets))];
  plan.finishStyles();
  await gates.beforeWriting();
  chosen.facts.profile.forget();
  const writing = { book, chosen, verdicts, names, plan, job, side };
  const hash = await writeChecked(writing, request, gates.beforeRename);
  const { results } = plan.placement;
  return {
    hash,
    filas: judged.filas,
    columnas: {
      primera: columnLetter((results[0] as PlacedResult).column),
      ultima: columnLetter((results.at(-1) as PlacedResult).column),
    },
    filasOcultas: judged.filasOcultas,
    porVeredicto,
    avisos,
  };
}

async function writeChecked(
  writing: Writing,
  place: { target: string; temporary: string },
  beforeRename: () => Promise<void>,
): Promise<string> {
  const { job, plan } = writing;
  const write = async (out: FileHandle): Promise<() => Promise<void>> => {
    const expected = await writeCopy(writing, out);
    return () =>
      verifyCopy(out, expected, job.check, (avance) => {
        job.progress({ fase: 'revisar', avance });
      });
  };
  try {
    return await writeSafely(place, job, write, beforeRename);
  } finally {
    // What was planned holds large strings: let them go before the caller reports.
    plan.draft.changed.clear();
  }
}

async function writeCopy(writing: Writing, out: FileHandle): Promise<Expected> {
  const { book, chosen, plan, job } = writing;
  const writer = new ZipWriter(out);
  const cells = expectedCells(chosen, plan.placement);
  let side: SideSeen | null = null;
  const rawCrcs = new Map<string, number>();
  const changed = new Set<string>();
  const { changed: sources, added } = plan.draft;
  for (const entry of book.archive.entries) {
    job.check();
    const edited = sources.get(entry.name);
    if (entry === chosen.sheet.entry) {
      side = await writeChosenSheet(writing, writer, entry, cells);
      changed.add(entry.name);
    } else if (edited !== undefined) {
      await writePart(writer, entry, edited);
      changed.add(entry.name);
    } else {
      rawCrcs.set(entry.name, await writer.copyRaw(book.archive, entry));
    }
  }
  for (const entry of added) {
    job.check();
    await writePart(writer, entry, sources.get(entry.name) as PartSource);
    changed.add(entry.name);
  }
  await writer.finish(book.archive.comment);
  const names = [...book.archive.entries, ...added].map((entry) => entry.name);
  return {
    names,
    rawCrcs,
    changed,
    sheet: chosen.sheet.entry.name,
    sheets: plan.draft.sheets,
    links: plan.draft.links,
    side,
    ...cells,
  };
}

/** Writes the sheet; answers what the second thread saw of it meanwhile, or null where there is none. */
async function writeChosenSheet(
  writing: Writing,
  writer: ZipWriter,
  entry: ZipEntry,
  own: OwnCells,
): Promise<SideSeen | null> {
  const { chosen, side } = writing;
  const expectedSize = entry.size + chosen.judged.filas * BYTES_PER_ROW;
  const produce = (push: PushBlock): Promise<void> => writeSheet(writing, push);
  side?.beginCheck(own);
  await writer.add(entry, expectedSize, produce, async (bytes) => await side?.feed(bytes));
  return side === null ? null : await side.endCheck();
}

/** What the check must find in the sheet. */
function expectedCells(
  { facts: { profile }, focus, judged }: ChosenColumn,
  { results, refreshed, fresh, headerRow }: Placement,
): Pick<Expected, 'digest' | 'results' | 'verdictColumn' | 'verdictCells'> {
  const lastRow = focus.rows.length === 0 ? 0 : focus.rows.at(focus.rows.length - 1);
  const digest = refreshed === null ? profile.digest : (profile.digestWithout ?? profile.digest);
  const headed = headerRow > 0 && fresh.some(({ key }) => key === 'veredicto');
  return {
    digest: digest.toString(),
    results: results.map((result) =>
      refreshed === null || result.fresh
        ? { column: result.column, top: 1, bottom: Infinity }
        : { column: result.column, top: refreshed.header + 1, bottom: Math.max(refreshed.bottom, lastRow) },
    ),
    verdictColumn: (results.find(({ key }) => key === 'veredicto') as PlacedResult).column,
    verdictCells: judged.filas + (headed ? 1 : 0),
  };
}

async function writePart(writer: ZipWriter, entry: ZipEntry, source: PartSource): Promise<void> {
  if (typeof source === 'string') await writer.add(entry, source.length, (push) => pushText(source, push));
  else await writer.add(entry, 0, source);
}

async function pushText(view: string, push: PushBlock): Promise<void> {
  for (const bytes of viewBytes(view)) await push(bytes);
}

async function writeSheet(
  { book, chosen, verdicts, names, plan, job }: Writing,
  push: PushBlock,
): Promise<void> {
  const { placement, styles } = plan;
  const { facts, focus, judged, layout, prefix, sheet } = chosen;
  const writer = new CellWriter({
    prefix,
    columns: placement.results,
    date1904: book.date1904,
    judged,
    verdicts,
    names,
    styles: styles === null ? null : (base) => styles.forBase(base),
  });
  const patcher = new RowPatcher({
    focus,
    placement,
    writer,
    headings: plan.headings,
    headerStyle: plan.headerStyle,
    used: {
      left: (placement.results[0] as PlacedResult).column,
      right: (placement.results.at(-1) as PlacedResult).column,
      top: placement.headerRow > 0 ? placement.headerRow : layout.first,
      bottom: Math.max(layout.first, Math.min(layout.last, facts.profile.classes.lastRow)),
    },
    cellsToTheRight: facts.profile.lastCellColumn >= (placement.results[0] as PlacedResult).column,
    push,
  });
  await driveSheet(inflatedChunks(book.archive, sheet.entry), patcher, job.check, (bytes) => {
    job.progress({ fase: 'escribir', avance: bytes / Math.max(1, sheet.entry.size) });
  });
}
