/** Which encoding an XML part is in. */
import { HabidoError } from '../../../shared/errors.ts';

/** Refuses a part in another encoding than UTF-8: our bytes would not fit in it. */
export function expectUtf8(xml: string): void {
  const declared = /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*\bencoding\s*=\s*["']([^"']+)["']/.exec(
    xml.slice(0, 200),
  )?.[1];
  const wide = xml.startsWith('\u00ff\u00fe') || xml.startsWith('\u00fe\u00ff') || xml.charCodeAt(1) === 0;
  if (wide || (declared !== undefined && !/^(utf-?8|us-ascii)$/i.test(declared))) {
    throw new HabidoError('archivo-otro-formato', { formato: `XML en ${declared ?? 'UTF-16'}` });
  }
}
