/** The address of the API: https, or http on this same computer. */
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

function isSafe(url: URL): boolean {
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
}
