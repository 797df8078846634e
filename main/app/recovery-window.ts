/**
 * A start that failed, told in a small window: the sentence that says what to do, and nothing that could
 * make it worse (it never offers to delete or to repair).
 */
import { BrowserWindow, nativeTheme } from 'electron';
import type { PlainError } from '../../shared/errors.ts';
import { frameColours } from './chrome.ts';

/** Where the button of the page leads; nothing is loaded from there. */
const CLOSE = 'app://habido/cerrar';

/** Shows the error in place of every other window, and resolves when the user closes it. */
export function showRecovery(error: PlainError): Promise<void> {
  const colours = frameColours(nativeTheme.shouldUseDarkColors);
  const window = new BrowserWindow({
    width: 520,
    height: 260,
    resizable: false,
    maximizable: false,
    title: 'Habido no pudo abrir',
    backgroundColor: colours.surface,
    autoHideMenuBar: true,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.webContents.on('will-navigate', (event) => {
    event.preventDefault();
    if (event.url === CLOSE) window.close();
  });
  for (const other of BrowserWindow.getAllWindows()) if (other !== window) other.destroy();
  void window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(page(error))}`);
  return new Promise((resolve) => window.once('closed', () => resolve()));
}

function page(error: PlainError): string {
  return `<!doctype html>
<html lang="es-PE">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Habido no pudo abrir</title>
<style>
  :root { color-scheme: light dark }
  body { margin: 0; padding: 1.5rem; display: grid; gap: .75rem; background: light-dark(#FFFFFF, #1B1F23);
    color: light-dark(#182027, #E7EAED); font: 400 .875rem/1.43 "Segoe UI Variable", "Segoe UI", -apple-system, Inter, system-ui, "Noto Sans" }
  h1 { margin: 0; font-size: 1rem; font-weight: 600 }
  p { margin: 0 }
  small { color: light-dark(#5C6771, #98A2AC); font-size: .75rem }
  a { justify-self: start; padding: .4rem 1rem; border-radius: 4px; text-decoration: none;
    background: light-dark(#1D54AE, #2F65C8); color: #FFFFFF; font-weight: 600 }
  a:focus-visible { outline: 2px solid light-dark(#1D54AE, #86ADF7); outline-offset: 2px }
</style>
<h1>Habido no pudo abrir</h1>
<p role="alert">${escapeHtml(error.message)}</p>
<small>Código: ${escapeHtml(error.code)}</small>
<a role="button" href="${CLOSE}" autofocus>Cerrar</a>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
}
