/** The demonstration has settings of its own, which must not end the firm's start with the session or its tray. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { OwnSettings } from '../../../main/app/own-settings.ts';
import { openTestWindow, type TestWindow } from '../../support/window.ts';
import { temporaryFolder } from '../../support/workspace.ts';

let window: TestWindow;
let remove: () => void;

beforeEach(() => {
  const place = temporaryFolder();
  ({ remove } = place);
  window = openTestWindow({ folder: place.folder, url: 'http://127.0.0.1:9' });
});
afterEach(async () => {
  await window.close();
  remove();
});

it('are the firm’s before, in and after the demonstration', async () => {
  const { desk, call } = window;
  const own = new OwnSettings(desk);
  await call('settings.save', { iniciarConSesion: true, quedarseEnBandeja: false });
  expect(own.get()).toMatchObject({ iniciarConSesion: true, quedarseEnBandeja: false });
  const seen: unknown[] = [];
  desk.onOpen(() => void seen.push(own.get()));
  await desk.setDemo(true);
  expect(desk.workspace().settings.get()).toMatchObject({ iniciarConSesion: false, quedarseEnBandeja: true });
  await call('settings.save', { quedarseEnBandeja: true });
  expect(own.get()).toMatchObject({ iniciarConSesion: true, quedarseEnBandeja: false });
  const leaving = desk.setDemo(false);
  expect(own.get()).toMatchObject({ iniciarConSesion: true, quedarseEnBandeja: false });
  await leaving;
  await call('settings.save', { iniciarConSesion: false });
  expect(own.get()).toMatchObject({ iniciarConSesion: false, quedarseEnBandeja: false });
  expect(seen).toHaveLength(3);
});
