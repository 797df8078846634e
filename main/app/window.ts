/** The main window: locked down, framed in the theme's colours, shown when its first picture is ready. */
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { TITLE_BAR_HEIGHT, frameColours } from './chrome.ts';
import { isReachable, type BoundsStore } from './window-bounds.ts';

/** What the window needs from outside. */
export interface WindowOptions {
  /** Absolute path of the preload script. */
  preload: string;
  /** Address of the page, served by our own protocol. */
  url: string;
  bounds: BoundsStore;
  /** Developer tools, never in a packaged app. */
  devTools: boolean;
}

const DEFAULT_SIZE = { width: 1280, height: 800 };
const MINIMUM_SIZE = { minWidth: 720, minHeight: 480 };

/** Makes the window and starts loading its page. */
export function openMainWindow(options: WindowOptions): BrowserWindow {
  const saved = options.bounds.read();
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const colours = frameColours(nativeTheme.shouldUseDarkColors);
  const window = new BrowserWindow({
    ...DEFAULT_SIZE,
    ...MINIMUM_SIZE,
    ...(saved !== null && isReachable(saved, areas)
      ? { x: saved.x, y: saved.y, width: saved.width, height: saved.height }
      : {}),
    title: 'Habido',
    show: false,
    backgroundColor: colours.surface,
    titleBarStyle: 'hidden',
    titleBarOverlay: { color: colours.chrome, symbolColor: colours.symbol, height: TITLE_BAR_HEIGHT },
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: options.devTools,
    },
  });
  if (saved?.maximizada === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  followTheme(window);
  rememberBounds(window, options.bounds);
  void window.loadURL(options.url);
  return window;
}

/** Repaints the frame when the theme changes, until the window is gone. */
function followTheme(window: BrowserWindow): void {
  const repaint = (): void => {
    const colours = frameColours(nativeTheme.shouldUseDarkColors);
    window.setBackgroundColor(colours.surface);
    // macOS draws its own buttons and has no such method.
    if (process.platform === 'darwin') return;
    window.setTitleBarOverlay({
      color: colours.chrome,
      symbolColor: colours.symbol,
      height: TITLE_BAR_HEIGHT,
    });
  };
  nativeTheme.on('updated', repaint);
  window.once('closed', () => nativeTheme.off('updated', repaint));
}

function rememberBounds(window: BrowserWindow, store: BoundsStore): void {
  window.on('close', () => store.write({ ...window.getNormalBounds(), maximizada: window.isMaximized() }));
}

/** Brings the window to the front, from wherever it is. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Sets the theme for the whole app; `sistema` follows the desktop. */
export function setTheme(tema: 'sistema' | 'claro' | 'oscuro'): void {
  nativeTheme.themeSource = tema === 'claro' ? 'light' : tema === 'oscuro' ? 'dark' : 'system';
}
