/** Annotating: the source is read, a copy with the verdicts is written beside its place, checked, and put there. */
import { basename } from 'node:path';
import { HabidoError } from '../../../shared/errors.ts';
import { identify } from '../book/identify.ts';
import { hashFile, openSource, readingError } from '../book/source.ts';
import { expectOther, expectWritable } from '../patch/target.ts';
import type { AnnotateResult } from '../types.ts';
import { annotatePackage } from './annotate-package.ts';
import { annotateText } from './annotate-text.ts';
import type { Job } from './job.ts';
import { REPORT_NOTICE, withReport } from './report.ts';
import { expectUnchanged, stateOf } from './safe-copy.ts';
import type { AnnotateJob } from './verdicts.ts';

/** Writes the annotated copy. Leaves nothing behind where it fails or is cancelled. */
export async function annotate(request: AnnotateJob, job: Job): Promise<AnnotateResult> {
  const { source, target, expectedHash, scratch } = request;
  await expectOther(source, target);
  await expectWritable(target);
  const file = await openSource(source);
  try {
    const state = await stateOf(source, file, expectedHash);
    if ((await hashFile(file, job.check)) !== expectedHash) throw new HabidoError('archivo-cambio');
    const unchanged = (): Promise<void> => expectUnchanged(state, job);
    const found = await identify(file, basename(source));
    if (found.kind === 'package') return await annotatePackage(found.opened, request, job, unchanged);
    if (found.kind === 'text' && found.inPlace) return await annotateText(file, request, job, unchanged);
    return await withReport({ file, found, scratch }, job, async (opened) => {
      const result = await annotatePackage(opened, request, job, unchanged);
      return { ...result, avisos: [REPORT_NOTICE, ...result.avisos] };
    });
  } catch (error) {
    throw readingError(error);
  } finally {
    await file.close();
  }
}
