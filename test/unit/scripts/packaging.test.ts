/** The packages offer Habido for the workbooks that it reads, and never as what a double click starts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesInArguments } from '../../../main/app/single-instance.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const packaging = readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8');
const installer = readFileSync(join(ROOT, 'resources', 'abrir-con.nsh'), 'utf8');
const EXTENSIONS = ['csv', 'ods', 'xls', 'xlsb', 'xlsm', 'xlsx'];

describe('"Abrir con"', () => {
  it('is offered on Windows by the installer, and taken back, without a default being written', () => {
    const named = (macro: string): string[] =>
      [...installer.matchAll(new RegExp(`insertmacro ${macro} "(\\w+)"`, 'g'))]
        .map((found) => found[1] as string)
        .sort();
    expect(named('offerHabido')).toEqual(EXTENSIONS);
    expect(named('withdrawHabido')).toEqual(EXTENSIONS);
    expect(installer).not.toMatch(/WriteRegStr \S+ "Software\\Classes\\\./);
    expect(packaging).toContain('include: resources/abrir-con.nsh');
    // electron-builder's own way writes the default of each extension on Windows.
    expect(packaging).not.toMatch(/^fileAssociations|^win:\n(?: .*\n)*? +fileAssociations/m);
  });

  it('is offered on macOS with the lowest rank', () => {
    const entries = packaging.split('\n').filter((line) => line.includes('- { ext:'));
    expect(entries.flatMap((line) => line.match(/\b(?:xls[xmb]?|ods|csv)\b/g) ?? []).sort()).toEqual(
      EXTENSIONS,
    );
    for (const line of entries) expect(line).toContain('role: Viewer, rank: Alternate');
  });

  it('is offered on Linux for as many types', () => {
    const [, types = ''] = /mimeTypes:\n((?: +- \S+\n)+)/.exec(packaging) ?? [];
    expect(types.trim().split('\n')).toHaveLength(EXTENSIONS.length);
  });

  it('hands over files that the application takes', () => {
    const words = EXTENSIONS.map((extension) => `/abs/a.${extension}`);
    expect(filesInArguments(words, '/')).toEqual(words);
  });
});
