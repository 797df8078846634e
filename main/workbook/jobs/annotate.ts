/** Annotating: the source is read, a copy with the verdicts is written beside its place, checked, and put there. */
import { stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { HabidoError } from '../../../shared/errors.ts';
import { openBook, type Book } from '../book/open.ts';
import { hashFile, openSource, readingError } from '../book/source.ts';
import { CellWriter } from '../patch/cells.ts';
import { planPatch, type PatchPlan } from '../patch/plan-patch.ts';
import { RESULT_COLUMNS } from '../patch/placement.ts';
import { RowPatcher } from '../patch/row-patcher.ts';
import {
  createTemporary,
  expectOther,
  expectWritable,
  putInPlace,
  removeQuietly,
  writingError,
} from '../patch/target.ts';
import { VerdictStore } from '../patch/verdict-store.ts';
import { verifyCopy, type Expected } from '../patch/verify.ts';
import { columnLetter } from '../sheet/columns.ts';
import { driveSheet } from '../sheet/stream.ts';
import type { AnnotateResult, VerdictCells } from '../types.ts';
import { BLOCK_BYTES } from '../zip/block-deflate.ts';
import { inflatedChunks } from '../zip/inflate.ts';
import { ZipWriter, type PushBlock } from '../zip/writer.ts';
import { readChosen, type Choice, type ChosenColumn } from './chosen.ts';
import type { Job } from './job.ts';

/** What our cells add to a row at most, on the average. */
const BYTES_PER_ROW = 1200;

export interface AnnotateJob {
  source: string;
  expectedHash: string;
  choice: Choice;
  target: string;
  /** Where the copy is written first: in the target's folder. */
  temporary: string;
  verdicts: AsyncIterable<readonly VerdictCells[]>;
}

/** Writes the annotated copy. Leaves nothing behind where it fails or is cancelled. */
export async function annotate(request: AnnotateJob, job: Job): Promise<AnnotateResult> {
  const { source, target, temporary } = request;
  await expectOther(source, target);
  await expectWritable(target);
  const file = await openSource(source);
  try {
    const before = await file.stat();
    if ((await hashFile(file, job.check)) !== request.expectedHash) throw new HabidoError('archivo-cambio');
    const book = await openBook(file);
    const chosen = await readChosen(book, request.choice, job.check, (avance) => {
      job.progress({ fase: 'leer', avance });
    });
    const verdicts = await loadVerdicts(request.verdicts, chosen, job);
    const plan = await planPatch(book, chosen);
    const hash = await writeChecked({ book, chosen, verdicts, plan, temporary, target, job }, async () => {
      await expectUnchanged(file, source, before, request.expectedHash, job);
    });
    return {
      hash,
      filas: chosen.judged.filas,
      columnas: { primera: columnLetter(plan.placement.first), ultima: columnLetter(plan.placement.last) },
      filasOcultas: chosen.judged.filasOcultas,
      avisos: plan.avisos,
    };
  } catch (error) {
    throw readingError(error);
  } finally {
    await file.close();
  }
}

async function loadVerdicts(
  chunks: AsyncIterable<readonly VerdictCells[]>,
  { judged }: ChosenColumn,
  job: Job,
): Promise<VerdictStore> {
  const store = new VerdictStore(judged.items.length);
  for await (const chunk of chunks) {
    job.check();
    for (const cells of chunk) {
      const item = judged.itemOf(cells.texto);
      if (item !== -1) store.set(item, cells);
    }
  }
  return store;
}

interface Writing {
  book: Book;
  chosen: ChosenColumn;
  verdicts: VerdictStore;
  plan: PatchPlan;
  temporary: string;
  target: string;
  job: Job;
}

/** Writes, syncs, checks and renames; answers the copy's hash. The temporary file never outlives a failure. */
async function writeChecked(writing: Writing, beforeRename: () => Promise<void>): Promise<string> {
  const { temporary, target, job, plan, chosen } = writing;
  const out = await createTemporary(temporary, target);
  let open = true;
  try {
    const expected = await writeCopy(writing, out);
    await out.sync();
    await verifyCopy(out, expected, job.check, (avance) => {
      job.progress({ fase: 'revisar', avance });
    });
    const hash = await hashFile(out, job.check);
    await out.close();
    open = false;
    await beforeRename();
    job.check();
    await putInPlace(temporary, target);
    job.progress({ fase: 'revisar', avance: 1 });
    return hash;
  } catch (error) {
    if (open) await out.close();
    await removeQuietly(temporary);
    throw writingError(error);
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

/** The source must be the file that was read: same place, size, time and bytes. */
async function expectUnchanged(
  file: FileHandle,
  source: string,
  before: { size: number; mtimeMs: number; ino: number },
  hash: string,
  job: Job,
): Promise<void> {
  const changed = new HabidoError('archivo-cambio');
  const after = await stat(source).catch((error: unknown) => {
    throw readingError(error);
  });
  if (after.size !== before.size || after.mtimeMs !== before.mtimeMs || after.ino !== before.ino)
    throw changed;
  if ((await hashFile(file, job.check)) !== hash) throw changed;
}
