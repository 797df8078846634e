/** The cell formats of a style sheet (`cellXfs`), which cells name by their place. */
import { HabidoError } from '../../../shared/errors.ts';
import { childElements, findElement, type XmlTag } from '../xml/tags.ts';

/** Excel stops at 64,000 cell formats; workbooks of other programs have some more. */
export const MAX_STYLES = 200_000;

/** Their tags, in order. Throws `archivo-demasiado-grande` where there are more than any workbook has. */
export function* cellFormats(stylesXml: string): Generator<XmlTag> {
  const list = findElement(stylesXml, 'cellXfs');
  if (list === null) return;
  let count = 0;
  for (const { tag } of childElements(stylesXml, list)) {
    if (count === MAX_STYLES) throw tooManyStyles();
    count += 1;
    yield tag;
  }
}

/** A list of a style sheet is longer than any workbook's. */
export function tooManyStyles(): HabidoError {
  return new HabidoError('archivo-demasiado-grande', {}, { cause: new Error('styles') });
}
