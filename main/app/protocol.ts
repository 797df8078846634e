/**
 * `app://habido/`: the window's pages, served from the built renderer's folder and from nowhere else. A
 * scheme of our own instead of file:// gives the page an origin, and no reach to the rest of the disk.
 */
import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { protocol, type Session } from 'electron';

const SCHEME = 'app';
/** Where every page of ours lives; what is sent from elsewhere is refused. */
export const APP_ORIGIN = `${SCHEME}://habido/`;

/** Set on every answer, so it stands before any page does. Mantine writes inline styles; scripts are files. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** Declares the scheme; must run before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/** Serves `folder` to the session. */
export function servePages(session: Session, folder: string): void {
  session.protocol.handle(SCHEME, (request) => answer(request, folder));
}

async function answer(request: Request, folder: string): Promise<Response> {
  const path = request.method === 'GET' ? pagePath(request.url, folder) : null;
  const type = path === null ? undefined : TYPES[extname(path)];
  if (path === null || type === undefined) return new Response(null, { status: 404 });
  try {
    return new Response(new Uint8Array(await readFile(path)), {
      headers: {
        'content-type': type,
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
      },
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return new Response(null, { status: 404 });
  }
}

/** The file that an address means, or null where it is not ours or leads out of the folder. */
export function pagePath(address: string, folder: string): string | null {
  if (!address.startsWith(APP_ORIGIN)) return null;
  let name: string;
  try {
    name = decodeURIComponent(new URL(address).pathname);
  } catch {
    return null;
  }
  if (name.includes('\0') || name.includes('\\')) return null;
  const path = join(folder, name === '/' ? 'index.html' : name);
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep) ? path : null;
}
