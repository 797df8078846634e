/** Which addresses a download may come from, redirects included. */
import { HabidoError } from '../../../shared/errors.ts';

/** The address of a download. Throws `descarga-direccion` for anything but https, or http on this computer. */
export function downloadAddress(text: string): URL {
  const url = URL.parse(text.trim());
  const safe =
    url !== null &&
    (url.protocol === 'https:' ||
      (url.protocol === 'http:' && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)));
  if (!safe || url.username !== '' || url.password !== '') throw new HabidoError('descarga-direccion');
  url.hash = '';
  return url;
}

/** Where a redirect leads; what began encrypted stays so. Throws `descarga-direccion`. */
export function redirected(from: URL, location: string): URL {
  const url = URL.parse(location, from);
  if (url === null) throw new HabidoError('descarga-direccion');
  const next = downloadAddress(url.href);
  if (from.protocol === 'https:' && next.protocol !== 'https:') throw new HabidoError('descarga-direccion');
  return next;
}

/** The name of the file at an address; empty where it has none. */
export function nameIn(url: string): string {
  const name = new URL(url).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    // A percent sign that encodes nothing.
    return name;
  }
}
