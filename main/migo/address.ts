/** The base address of the API, and the paths under it. */
import { HabidoError } from '../../shared/errors.ts';
import type { Endpoint } from './types.ts';

const VERSION_PATH = '/api/v1';

/** Where requests go: the origin to connect to, and the path of each endpoint. */
export interface ApiAddress {
  origin: string;
  pathOf(endpoint: Endpoint): string;
}

/**
 * Reads a base address such as `https://api.migo.pe`; a path before or up to `/api/v1` is kept. Throws
 * `direccion-invalida` where the token could travel in clear: anything but https, the loopback address aside.
 */
export function apiAddress(text: string): ApiAddress {
  const url = URL.parse(text.trim());
  if (url === null || !isSafe(url)) throw new HabidoError('direccion-invalida');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new HabidoError('direccion-invalida');
  }
  const path = url.pathname.replace(/\/+$/, '');
  const base = path.endsWith(VERSION_PATH) ? path : path + VERSION_PATH;
  return { origin: url.origin, pathOf: (endpoint) => `${base}/${endpoint}` };
}

function isSafe(url: URL): boolean {
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
}
