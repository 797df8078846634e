/** Prints a page to a PDF in a window that nobody sees, in a session of its own: no scripts, no network. */
import { BrowserWindow, session } from 'electron';

/** In memory: nothing of a report stays in the profile. */
const PARTITION = 'informe';
const ADDRESS = 'app://habido/informe.html';

/** Prints HTML (which may hold no script) as A4, landscape by its own style. */
export async function printPage(html: string): Promise<Uint8Array> {
  const own = session.fromPartition(PARTITION);
  own.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  own.webRequest.onBeforeRequest((request, decide) => decide({ cancel: request.url !== ADDRESS }));
  own.protocol.handle(
    'app',
    () =>
      new Response(html, {
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
        },
      }),
  );
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session: own, sandbox: true, contextIsolation: true, javascript: false },
  });
  try {
    await window.loadURL(ADDRESS);
    return await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true });
  } finally {
    window.destroy();
    own.protocol.unhandle('app');
  }
}
