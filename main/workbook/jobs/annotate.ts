/** Annotating: the source is read, a copy with the verdicts is written beside its place, checked, and put there. */
import { basename } from 'node:path';
import { HabidoError } from '../../../shared/errors.ts';
import { identify } from '../book/identify.ts';
import { openSource, readingError } from '../book/source.ts';
import { expectOther, expectWritable } from '../../files/target.ts';
import type { SideThread } from '../side/side-thread.ts';
import type { AnnotateResult } from '../types.ts';
import { annotatePackage, type Gates } from './annotate-package.ts';
import { annotateText } from './annotate-text.ts';
import type { Job } from './job.ts';
import { REPORT_NOTICE, withReport } from './report.ts';
import { expectHash, expectUnchanged, stateOf, type SourceState } from './safe-copy.ts';
import type { AnnotateJob } from './verdicts.ts';

/** A workbook from this size on gets a second thread: below, starting one takes longer than it saves. */
const SIDE_FROM_BYTES = 4 * 1024 ** 2;

/** Writes the annotated copy. Leaves nothing behind where it fails or is cancelled. */
export async function annotate(request: AnnotateJob, job: Job): Promise<AnnotateResult> {
  const { source, target, expectedHash } = request;
  await expectOther(source, target);
  await expectWritable(target);
  const file = await openSource(source);
  let side: SideThread | null = null;
  try {
    const state = await stateOf(source, file, expectedHash);
    if (state.size >= SIDE_FROM_BYTES) side = job.startSide?.() ?? null;
    return await annotateOpened(state, side, request, job);
  } catch (error) {
    throw readingError(error);
  } finally {
    await side?.stop();
    await file.close();
  }
}

async function annotateOpened(
  state: SourceState,
  side: SideThread | null,
  request: AnnotateJob,
  job: Job,
): Promise<AnnotateResult> {
  const { path, file } = state;
  const same = expectHash(state, job, side);
  // With a second thread the reading goes on meanwhile, and waits for the answer before anything is written.
  if (side === null) await same;
  else same.catch(() => undefined);
  const gates: Gates = {
    beforeWriting: () => same,
    beforeRename: () => expectUnchanged(state, job, side),
  };
  try {
    const found = await identify(file, basename(path));
    if (found.kind === 'package') return await annotatePackage(found.opened, request, job, gates, side);
    if (found.kind === 'text' && found.inPlace) {
      await same;
      return await annotateText(file, request, job, gates.beforeRename);
    }
    return await withReport({ file, found, scratch: request.scratch }, job, async (opened) => {
      const result = await annotatePackage(opened, request, job, gates);
      return { ...result, avisos: [REPORT_NOTICE, ...result.avisos] };
    });
  } catch (error) {
    // Whatever went wrong with a source that changed meanwhile: that it changed is the reason.
    if (!(error instanceof HabidoError && error.code === 'cancelado')) await same;
    throw error;
  }
}
