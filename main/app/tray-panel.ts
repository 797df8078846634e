/** The desktop's own panel, for {@link Tray}. */
import { Menu, nativeImage, nativeTheme, Tray, type MenuItemConstructorOptions } from 'electron';
import { trayIconFile } from './tray-icons.ts';
import type { TrayAction, TrayIcon, TrayItem } from './tray-model.ts';
import type { MakePanel } from './tray.ts';

/** `icons`: the folder of the pictures. */
export function trayPanel(icons: string): MakePanel {
  return (chosen) => {
    let shown: TrayIcon = 'idle';
    const picture = (): Electron.NativeImage =>
      nativeImage.createFromPath(
        // The taskbar's theme, which on Windows is another than that of windows.
        trayIconFile(icons, shown, process.platform, nativeTheme.shouldUseDarkColorsForSystemIntegratedUI),
      );
    const tray = new Tray(picture());
    const repaint = (): void => tray.setImage(picture());
    nativeTheme.on('updated', repaint);
    // On macOS a click opens the menu.
    if (process.platform !== 'darwin') tray.on('click', () => chosen({ tipo: 'abrir' }));
    return {
      setIcon(icon) {
        shown = icon;
        repaint();
      },
      setToolTip: (text) => tray.setToolTip(text),
      setMenu: (groups) => tray.setContextMenu(Menu.buildFromTemplate(template(groups, chosen))),
      destroy() {
        nativeTheme.off('updated', repaint);
        tray.destroy();
      },
    };
  };
}

function template(
  groups: readonly (readonly TrayItem[])[],
  chosen: (action: TrayAction) => void,
): MenuItemConstructorOptions[] {
  return groups.flatMap((items, n) => [
    ...(n === 0 ? [] : [{ type: 'separator' } as const]),
    ...items.map(({ id, label, action }) => ({
      id,
      // A single one marks the letter behind it as a key.
      label: label.replaceAll('&', '&&'),
      enabled: action !== null,
      ...(action === null ? {} : { click: () => chosen(action) }),
    })),
  ]);
}
