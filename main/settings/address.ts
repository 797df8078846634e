/** Addresses that Habido talks to, of the API and of downloads: https, or http on this same computer. */
import { HabidoError } from '../../shared/errors.ts';

/**
 * The address in its one form (no trailing slash, no credentials, query or fragment): what settings hold and
 * a token is bound to. Throws `direccion-invalida`.
 */
export function normalAddress(text: string): string {
  const url = URL.parse(text.trim());
  if (url === null || !isSafe(url) || url.username !== '' || url.password !== '') {
    throw new HabidoError('direccion-invalida');
  }
  if (url.search !== '' || url.hash !== '') throw new HabidoError('direccion-invalida');
  return (url.origin + url.pathname).replace(/\/+$/, '');
}

/** The address of a download in its one form; it may have a query. Throws `descarga-direccion`. */
export function downloadAddress(text: string): string {
  const url = URL.parse(text.trim());
  if (url === null || !isSafe(url) || url.username !== '' || url.password !== '') {
    throw new HabidoError('descarga-direccion');
  }
  return url.origin + url.pathname + url.search;
}

function isSafe(url: URL): boolean {
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
}
