/** The tray of a running app, by what main holds anyway: there is no panel to click on under test. */
import type { ElectronApplication } from '@playwright/test';
import { actInMain, readInMain } from './electron-app.ts';

/** A line of the menu as the panel would show it. */
export interface ShownItem {
  id: string;
  label: string;
  enabled: boolean;
}

/** The lines of the tray's menu as it is now, without those between groups. */
export function trayMenu(app: ElectronApplication): Promise<ShownItem[]> {
  return readInMain(() => findMenu(app));
}

/** The label of one line, or null where there is none. */
export async function trayLabel(app: ElectronApplication, id: string): Promise<string | null> {
  return (await trayMenu(app)).find((item) => item.id === id)?.label ?? null;
}

/** Chooses a line, as a click would; one that is not there, or can't be chosen, throws. */
export async function chooseInTray(app: ElectronApplication, id: string): Promise<void> {
  const item = (await trayMenu(app)).find((one) => one.id === id);
  if (item?.enabled !== true) throw new Error(`${id} can't be chosen: ${item?.label ?? 'it is not there'}`);
  await actInMain(() =>
    app.evaluate((_electron, chosen) => {
      const { foundMenu } = globalThis as { foundMenu?: Electron.Menu };
      foundMenu?.items.find((one) => one.id === chosen)?.click();
    }, id),
  );
}

/**
 * Finds the newest menu with the tray's items among the objects of main's heap: the panel holds the only reference to it
 * that there is. Kept as `foundMenu`.
 */
function findMenu(app: ElectronApplication): Promise<ShownItem[]> {
  return app.evaluate(async ({ Menu }) => {
    const { Session } = process.getBuiltinModule('node:inspector/promises');
    const inspector = new Session();
    inspector.connect();
    const shared = globalThis as {
      menuPrototype?: object;
      foundMenus?: Electron.Menu[];
      foundMenu?: Electron.Menu;
    };
    shared.menuPrototype = Menu.prototype;
    const prototype = await inspector.post('Runtime.evaluate', { expression: 'globalThis.menuPrototype' });
    const { objects } = await inspector.post('Runtime.queryObjects', {
      prototypeObjectId: prototype.result.objectId as string,
    });
    await inspector.post('Runtime.callFunctionOn', {
      objectId: objects.objectId as string,
      functionDeclaration: 'function () { globalThis.foundMenus = this; }',
    });
    inspector.disconnect();
    const number = ({ items }: Electron.Menu): number => items[0]?.commandId ?? -1;
    const menus = (shared.foundMenus ?? []).filter(
      ({ items }) => Array.isArray(items) && items.some(({ id }) => id === 'salir'),
    );
    delete shared.foundMenus;
    // The newest has the highest numbers.
    const newest = menus.toSorted((a, b) => number(b) - number(a))[0];
    if (newest === undefined) throw new Error('There is no menu of a tray.');
    shared.foundMenu = newest;
    return newest.items
      .filter(({ type }) => type !== 'separator')
      .map(({ id, label, enabled }) => ({ id, label: label.replaceAll('&&', '&'), enabled }));
  });
}

/** Keeps every later notification from the desktop and remembers it, for {@link notices}. */
export async function catchNotices(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ Notification }) => {
    const caught: Electron.Notification[] = ((
      globalThis as { caughtNotices?: Electron.Notification[] }
    ).caughtNotices = []);
    Notification.prototype.show = function (this: Electron.Notification) {
      caught.push(this);
    };
  });
}

/** What the notifications caught so far say. */
export function notices(app: ElectronApplication): Promise<{ title: string; body: string }[]> {
  return readInMain(() =>
    app.evaluate(() =>
      ((globalThis as { caughtNotices?: Electron.Notification[] }).caughtNotices ?? []).map(
        ({ title, body }) => ({ title, body }),
      ),
    ),
  );
}

/** Clicks the last notification. */
export async function clickNotice(app: ElectronApplication): Promise<void> {
  await actInMain(() =>
    app.evaluate(() => {
      (globalThis as { caughtNotices?: Electron.Notification[] }).caughtNotices?.at(-1)?.emit('click');
    }),
  );
}
