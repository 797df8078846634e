/** Annotating a package in place: what it holds is copied raw, its sheet streamed through with our cells. */
import type { FileHandle } from 'node:fs/promises';
import type { OpenedPackage } from '../book/identify.ts';
import { openBook, type Book } from '../book/open.ts';
import { CellWriter } from '../patch/cells.ts';
import { planPatch, type PatchPlan } from '../patch/plan-patch.ts';
import { RESULT_COLUMNS } from '../patch/placement.ts';
import { RowPatcher } from '../patch/row-patcher.ts';
import { VerdictStore } from '../patch/verdict-store.ts';
import { verifyCopy, type Expected } from '../patch/verify.ts';
import { columnLetter } from '../sheet/columns.ts';
import { driveSheet } from '../sheet/stream.ts';
import type { AnnotateResult } from '../types.ts';
import { BLOCK_BYTES } from '../zip/block-deflate.ts';
import { inflatedChunks } from '../zip/inflate.ts';
import { ZipWriter, type PushBlock } from '../zip/writer.ts';
import { readChosen, type ChosenColumn } from './chosen.ts';
import type { Job } from './job.ts';
import { writeSafely } from './safe-copy.ts';
import { loadVerdicts, type AnnotateJob } from './verdicts.ts';

/** What our cells add to a row at most, on the average. */
const BYTES_PER_ROW = 1200;

interface Writing {
  book: Book;
  chosen: ChosenColumn;
  verdicts: VerdictStore;
  plan: PatchPlan;
  job: Job;
}

/** Writes the annotated copy of an opened package. `beforeRename` is the last chance to refuse. */
export async function annotatePackage(
  opened: OpenedPackage,
  request: AnnotateJob,
  job: Job,
  beforeRename: () => Promise<void>,
): Promise<AnnotateResult> {
  const book = await openBook(opened);
  const chosen = await readChosen(book, request.choice, job.check, (avance) => {
    job.progress({ fase: 'leer', avance });
  });
  const verdicts = new VerdictStore(chosen.judged.items.length);
  await loadVerdicts(request.verdicts, chosen.judged, verdicts, job);
  const plan = await planPatch(book, chosen);
  const hash = await writeChecked({ book, chosen, verdicts, plan, job }, request, beforeRename);
  return {
    hash,
    filas: chosen.judged.filas,
    columnas: { primera: columnLetter(plan.placement.first), ultima: columnLetter(plan.placement.last) },
    filasOcultas: chosen.judged.filasOcultas,
    avisos: plan.avisos,
  };
}

async function writeChecked(
  writing: Writing,
  place: { target: string; temporary: string },
  beforeRename: () => Promise<void>,
): Promise<string> {
  const { job, plan, chosen } = writing;
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
    plan.changed.clear();
    chosen.facts.frame.epilog = '';
  }
}

async function writeCopy(writing: Writing, out: FileHandle): Promise<Expected> {
  const { book, chosen, plan, job } = writing;
  const writer = new ZipWriter(out);
  const rawCrcs = new Map<string, number>();
  const changed = new Set<string>();
  for (const entry of book.archive.entries) {
    job.check();
    const edited = plan.changed.get(entry.name);
    if (entry === chosen.sheet.entry) {
      const expectedSize = entry.size + chosen.judged.filas * BYTES_PER_ROW;
      await writer.add(entry, expectedSize, (push) => writeSheet(writing, push));
      changed.add(entry.name);
    } else if (edited !== undefined) {
      await writer.add(entry, edited.length, (push) => pushText(edited, push));
      changed.add(entry.name);
    } else {
      rawCrcs.set(entry.name, await writer.copyRaw(book.archive, entry));
    }
  }
  const names = book.archive.entries.map((entry) => entry.name);
  const { added } = plan;
  const addedText = added === null ? undefined : plan.changed.get(added.name);
  if (added !== null && addedText !== undefined) {
    await writer.add(added, addedText.length, (push) => pushText(addedText, push));
    changed.add(added.name);
    names.push(added.name);
  }
  await writer.finish(book.archive.comment);
  return {
    names,
    rawCrcs,
    changed,
    sheet: chosen.sheet.entry.name,
    digest: chosen.facts.profile.digest.toString(),
    firstColumn: plan.placement.first,
    verdictCells: chosen.judged.filas + (plan.placement.headerRow > 0 ? 1 : 0),
  };
}

async function pushText(view: string, push: PushBlock): Promise<void> {
  for (let at = 0; at < view.length; at += BLOCK_BYTES)
    await push(Buffer.from(view.slice(at, at + BLOCK_BYTES), 'latin1'));
}

async function writeSheet({ book, chosen, verdicts, plan, job }: Writing, push: PushBlock): Promise<void> {
  const { placement, styles } = plan;
  const { facts, focus, judged, layout, prefix, sheet } = chosen;
  const writer = new CellWriter({
    prefix,
    firstColumn: placement.first,
    columns: RESULT_COLUMNS.length,
    date1904: book.date1904,
    judged,
    verdicts,
    styles: styles === null ? null : (base) => styles.forBase(base),
  });
  const patcher = new RowPatcher({
    focus,
    placement,
    writer,
    headings: plan.headings,
    headerStyle: plan.headerStyle,
    used: {
      left: placement.first,
      right: placement.last,
      top: placement.headerRow > 0 ? placement.headerRow : layout.first,
      bottom: Math.max(layout.first, Math.min(layout.last, facts.profile.classes.lastRow)),
    },
    cellsToTheRight: facts.profile.lastCellColumn >= placement.first,
    push,
  });
  await driveSheet(inflatedChunks(book.archive, sheet.entry), patcher, job.check, (bytes) => {
    job.progress({ fase: 'escribir', avance: bytes / Math.max(1, sheet.entry.size) });
  });
}
