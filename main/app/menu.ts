/** The application menu: hidden under the title bar on Windows and Linux, where only its shortcuts count. */
import { Menu, type MenuItemConstructorOptions } from 'electron';

/** Sets the menu. `devTools` is false in a packaged app. */
export function setMenu(devTools: boolean): void {
  const mac = process.platform === 'darwin';
  const edit: MenuItemConstructorOptions = {
    label: 'Edición',
    submenu: [
      { role: 'undo', label: 'Deshacer' },
      { role: 'redo', label: 'Rehacer' },
      { type: 'separator' },
      { role: 'cut', label: 'Cortar' },
      { role: 'copy', label: 'Copiar' },
      { role: 'paste', label: 'Pegar' },
      { role: 'selectAll', label: 'Seleccionar todo' },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: 'Ver',
    submenu: [
      { role: 'zoomIn', label: 'Acercar' },
      { role: 'zoomIn', label: 'Acercar', accelerator: 'CmdOrCtrl+=', visible: false },
      { role: 'zoomOut', label: 'Alejar' },
      { role: 'resetZoom', label: 'Tamaño normal' },
      { type: 'separator' },
      { role: 'togglefullscreen', label: 'Pantalla completa' },
      ...(devTools ? [{ role: 'toggleDevTools', label: 'Herramientas de desarrollo' } as const] : []),
    ],
  };
  const window: MenuItemConstructorOptions = {
    label: 'Ventana',
    submenu: [
      { role: 'minimize', label: 'Minimizar' },
      mac ? { role: 'close', label: 'Cerrar' } : { role: 'quit', label: 'Salir' },
    ],
  };
  const own: MenuItemConstructorOptions = {
    label: 'Habido',
    submenu: [
      { role: 'about', label: 'Acerca de Habido' },
      { type: 'separator' },
      { role: 'hide', label: 'Ocultar Habido' },
      { role: 'quit', label: 'Salir de Habido' },
    ],
  };
  Menu.setApplicationMenu(Menu.buildFromTemplate([...(mac ? [own] : []), edit, view, window]));
}
