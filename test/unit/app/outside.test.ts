import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { commandLineArguments, withoutScreen } from '../../../main/app/command-line.ts';
import { OutsideFiles } from '../../../main/app/outside-files.ts';
import { filesInArguments } from '../../../main/app/single-instance.ts';
import { boundsFile, isReachable } from '../../../main/app/window-bounds.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { temporaryFolder } from '../../support/folders.ts';

describe('files from outside', () => {
  it('are found among the words of the command line', () => {
    const words = [
      '/app',
      '--flag=x.xlsx',
      'compras.xlsx',
      '/abs/libro.XLSM',
      'notes.pdf',
      'b.csv',
      'LE.TXT',
    ];
    expect(filesInArguments(words, '/home/ana')).toEqual([
      '/home/ana/compras.xlsx',
      '/abs/libro.XLSM',
      '/home/ana/b.csv',
      '/home/ana/LE.TXT',
    ]);
    const others = ['a.xls', 'a.xlsb', 'a.ods'].map((name) => `/abs/${name}`);
    expect(filesInArguments(others, '/')).toEqual(others);
    // As the desktops of Linux name them.
    expect(filesInArguments(['file:///home/ana/mis%20libros/a%C3%B1o.ods'], '/')).toEqual([
      '/home/ana/mis libros/año.ods',
    ]);
  });

  it('wait for the page, then go on together, each once and in order', () => {
    vi.useFakeTimers();
    try {
      const opened: string[][] = [];
      const outside = new OutsideFiles(['a']);
      outside.offer(['b']);
      vi.advanceTimersByTime(60_000);
      expect(opened).toEqual([]);
      outside.deliverTo((paths) => opened.push(paths));
      // One start for each of several selected files, a moment apart.
      vi.advanceTimersByTime(300);
      outside.offer(['c']);
      vi.advanceTimersByTime(300);
      expect(opened).toEqual([]);
      outside.deliverTo((paths) => opened.push(paths));
      vi.advanceTimersByTime(60_000);
      expect(opened).toEqual([['a', 'b', 'c']]);
      outside.offer(['d']);
      vi.advanceTimersByTime(60_000);
      expect(opened).toEqual([['a', 'b', 'c'], ['d']]);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('commandLineArguments', () => {
  it('are what stands after --cli', () => {
    expect(commandLineArguments(['electron', '.', '--cli', 'ruc', '--json'])).toEqual(['ruc', '--json']);
    expect(commandLineArguments(['electron', '.', 'compras.xlsx'])).toBeNull();
    expect(commandLineArguments(['habido', '--cli'])).toEqual([]);
  });
});

describe('a command where nobody is logged in', () => {
  const ARGV = ['/opt/Habido/habido', '--cli', 'corridas'];

  it('goes on without a screen on Linux', () => {
    expect(withoutScreen(ARGV, { platform: 'linux', env: {} })).toEqual([
      '/opt/Habido/habido',
      '--ozone-platform=headless',
      '--cli',
      'corridas',
    ]);
    expect(withoutScreen(ARGV, { platform: 'linux', env: { DISPLAY: '' } })).not.toBeNull();
  });

  it('goes on as it is where there is one, where it was told so, and elsewhere', () => {
    expect(withoutScreen(ARGV, { platform: 'linux', env: { DISPLAY: ':0' } })).toBeNull();
    expect(withoutScreen(ARGV, { platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBeNull();
    expect(withoutScreen(ARGV, { platform: 'win32', env: {} })).toBeNull();
    const again = withoutScreen(ARGV, { platform: 'linux', env: {} }) ?? [];
    expect(withoutScreen(again, { platform: 'linux', env: {} })).toBeNull();
  });
});

describe('the place of the window', () => {
  let folder = '';
  let remove: () => void;
  beforeEach(() => {
    ({ folder, remove } = temporaryFolder());
  });
  afterEach(() => remove());
  const place = { x: 10, y: 20, width: 900, height: 700, maximizada: false };

  it('comes back as it was written', () => {
    const store = boundsFile(join(folder, 'ventana.json'), recordingLog());
    expect(store.read()).toBeNull();
    store.write(place);
    expect(store.read()).toEqual(place);
  });

  it.each(['', '{', '{"x":1}', '{"x":0,"y":0,"width":1,"height":1,"maximizada":false}', 'null'])(
    'is forgotten where the file holds %j',
    (text) => {
      const log = recordingLog();
      writeFileSync(join(folder, 'ventana.json'), text);
      expect(boundsFile(join(folder, 'ventana.json'), log).read()).toBeNull();
      expect(log.lines).toEqual(['warn The place of the window could not be read.']);
    },
  );

  it('is logged, not thrown, where it cannot be written', () => {
    const log = recordingLog();
    boundsFile(join(folder, 'none', 'ventana.json'), log).write(place);
    expect(log.lines[0]).toMatch(/^error The place of the window could not be written\. Error \[ENOENT\]/);
    expect(readdirSync(folder)).toEqual([]);
  });

  const screens = [
    { x: 0, y: 0, width: 1920, height: 1040 },
    { x: 1920, y: 0, width: 1280, height: 1024 },
  ];
  it.each([
    [{ x: 0, y: 0, width: 800, height: 600 }, true],
    [{ x: -600, y: 10, width: 800, height: 600 }, true],
    [{ x: -700, y: 10, width: 800, height: 600 }, false],
    [{ x: 100, y: -30, width: 800, height: 600 }, false],
    [{ x: 100, y: 1030, width: 800, height: 600 }, false],
    [{ x: 3000, y: 10, width: 800, height: 600 }, true],
    [{ x: 3200, y: 10, width: 800, height: 600 }, false],
  ])('%j reachable: %s', (at, expected) => {
    expect(isReachable(at, screens)).toBe(expected);
  });
});
