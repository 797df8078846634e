/** A style sheet for a workbook that has none: the part, its relationship and its content type. */
import type { ZipEntry } from '../../zip/entry.ts';
import type { PackageDraft } from './package-draft.ts';

const CONTENT_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml';

/** Adds an empty style sheet to the draft; null where the workbook's packaging is too odd to be sure. */
export async function addStylePart(draft: PackageDraft): Promise<ZipEntry | null> {
  const name = [`${draft.folder}styles.xml`, `${draft.folder}habido-styles.xml`].find(
    (part) => draft.find(part) === undefined,
  );
  if (name === undefined || !(await draft.canGrow())) return null;
  await draft.add(name, CONTENT_TYPE, '');
  await draft.link(draft.workbookPart, 'styles', name);
  return draft.find(name) ?? null;
}
