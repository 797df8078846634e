/** One virtual display for all end-to-end tests on Linux; the desktop that may be there is left alone. */
import { startDisplay } from '../support/xvfb.ts';

export default async function globalSetup(): Promise<() => Promise<void>> {
  if (process.platform !== 'linux') return async () => undefined;
  const display = await startDisplay();
  process.env['DISPLAY'] = display.name;
  delete process.env['WAYLAND_DISPLAY'];
  return () => display.stop();
}
