/** Notifications of the desktop. */
import { Notification } from 'electron';
import type { Log } from '../../shared/log.ts';

/** Shows a notification; `clicked` may come much later. What the desktop can't show is logged. */
export type Notify = (text: { title: string; body: string }, clicked: () => void) => void;

/** As many of them as stay clickable: without a reference a notification is collected, and its click with it. */
const KEPT = 10;

export function desktopNotices(log: Log): Notify {
  const shown: Notification[] = [];
  return (text, clicked) => {
    if (!Notification.isSupported()) {
      log.warn('The desktop has no notifications.');
      return;
    }
    const notice = new Notification(text);
    notice.on('click', clicked);
    notice.on('failed', (_event, error) => log.warn(`A notification could not be shown: ${error}`));
    shown.push(notice);
    if (shown.length > KEPT) shown.shift();
    notice.show();
  };
}
