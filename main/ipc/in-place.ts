/** Whether a workbook is given back as it is, told by its bytes as they are now. */
import { basename } from 'node:path';
import { identify } from '../workbook/book/identify.ts';
import { openSource } from '../workbook/book/source.ts';

/** False: its copy is a report. A file that can't be read any more is no report: saving says what is wrong. */
export async function comesBackInPlace(path: string): Promise<boolean> {
  try {
    const file = await openSource(path);
    try {
      const found = await identify(file, basename(path));
      return found.kind === 'package' || (found.kind === 'text' && found.inPlace);
    } finally {
      await file.close();
    }
  } catch {
    return true;
  }
}
