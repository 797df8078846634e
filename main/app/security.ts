/** What no page may do, whatever it holds: set for the whole app before any window exists. */
import type { App, Session, WebContents } from 'electron';
import type { Log } from '../../shared/log.ts';
import { APP_ORIGIN } from './protocol.ts';

/** Denies for every web contents and for the session; call once, before the first window. */
export function lockDown(app: App, session: Session, log: Log): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents, log));
  app.on('certificate-error', (event, _contents, _url, error, _certificate, decide) => {
    event.preventDefault();
    log.warn(`Refused a certificate: ${error}`);
    decide(false);
  });
  lockSession(session, log);
}

function lockContents(contents: WebContents, log: Log): void {
  const refuse = (event: { preventDefault(): void; url: string }): void => {
    event.preventDefault();
    log.warn(`Refused a navigation to ${originOf(event.url)}.`);
  };
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', (event) => {
    // The main frame's is refused above.
    if (!event.isMainFrame) refuse(event);
  });
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    log.warn(`Refused a new window for ${originOf(url)}.`);
    return { action: 'deny' };
  });
}

function lockSession(session: Session, log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => {
    log.warn(`Refused the permission ${permission}.`);
    decide(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((request, decide) => {
    const allowed = isLocal(request.url);
    if (!allowed) log.warn(`Refused a request of the page to ${originOf(request.url)}.`);
    decide({ cancel: !allowed });
  });
}

/** Our own pages, images inside a style sheet, and the developer tools' own. */
function isLocal(url: string): boolean {
  return url.startsWith(APP_ORIGIN) || url.startsWith('data:') || url.startsWith('devtools:');
}

/** The address without its path, which may hold anything. */
function originOf(url: string): string {
  const found = /^[a-z][a-z0-9+.-]*:(?:\/\/[^/?#]*)?/i.exec(url);
  return found === null ? 'an unreadable address' : found[0];
}
