/** The check of what a copy got beside its sheet: it opens as a workbook, and everything that was pointed to is there. */
import { HabidoError } from '../../../shared/errors.ts';
import { openBook } from '../book/open.ts';
import { Parts } from '../book/relations.ts';
import { elementsNamed, xmlAttribute } from '../xml/tags.ts';
import type { ZipArchive } from '../../zip/entry.ts';
import type { AddedLink } from './package-draft.ts';

/**
 * Opens the copy as a workbook: the added `sheets` are in its list, each name once, and each of the `links`
 * leads to a part with its own content type. Rejects with `copia-no-verificada`.
 */
export async function verifyAdded(
  archive: ZipArchive,
  sheets: readonly string[],
  links: readonly AddedLink[],
): Promise<void> {
  const parts = new Parts(archive);
  const names = await sheetNames(archive, parts);
  for (const wanted of sheets) {
    const same = names.filter((name) => name.toLowerCase() === wanted.toLowerCase());
    if (same.length !== 1 || same[0] !== wanted) refuse('hojas');
  }
  const declared = links.length === 0 ? new Set<string>() : await declaredParts(parts);
  for (const { from, id } of links) {
    const relation = (await parts.relations(from)).find((item) => item.id === id);
    if (relation === undefined || relation.external || parts.find(relation.target) === undefined)
      refuse('relaciones');
    if (!declared.has(relation.target)) refuse('tipos');
  }
}

async function sheetNames(archive: ZipArchive, parts: Parts): Promise<string[]> {
  try {
    const book = await openBook({ archive, parts, relations: await parts.relations('') });
    return book.sheets.map(({ nombre }) => nombre);
  } catch (error) {
    throw new HabidoError('copia-no-verificada', { detalle: 'libro' }, { cause: error });
  }
}

/** Parts that have a content type of their own. */
async function declaredParts(parts: Parts): Promise<Set<string>> {
  const types = parts.find('[Content_Types].xml');
  const xml = types === undefined ? '' : await parts.text(types);
  return new Set(
    [...elementsNamed(xml, 'Override')].map(({ tag }) => (xmlAttribute(xml, tag, 'PartName') ?? '').slice(1)),
  );
}

function refuse(detalle: string): never {
  throw new HabidoError('copia-no-verificada', { detalle });
}
