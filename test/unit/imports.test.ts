import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findCycle, readImports, type ImportGraph } from '../support/imports.ts';
import { mayImportElectron, roomOf, whyRefused } from '../support/rooms.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const graph = readImports(root, ['main', 'preload', 'renderer', 'shared']);
const edges = [...graph].flatMap(([from, imports]) => imports.map((edge) => ({ from, ...edge })));

describe('import rules', () => {
  it('sees the whole project', () => {
    const seen = new Map<string, number>();
    for (const file of graph.keys()) {
      const room = roomOf(file) ?? file;
      seen.set(room, (seen.get(room) ?? 0) + 1);
    }
    // A walker that looked at nothing would pass every rule: these are floors, raised as the project grows.
    expect(graph.size).toBeGreaterThanOrEqual(200);
    expect(edges.length).toBeGreaterThanOrEqual(700);
    for (const room of [
      'main/app',
      'main/database',
      'main/ipc',
      'main/migo',
      'main/validation',
      'main/workbook',
      'preload',
      'renderer',
      'shared',
    ]) {
      expect(seen.get(room), room).toBeGreaterThan(0);
    }
  });

  it('lets every module know only the rooms that it may', () => {
    const refused = edges.flatMap(({ from, file }) => (file === null ? [] : (whyRefused(from, file) ?? [])));
    expect(refused).toEqual([]);
  });

  it('keeps Electron to main/app, the composition root and the preload', () => {
    const knows = edges.filter(({ specifier }) => /^electron($|\/)/.test(specifier)).map(({ from }) => from);
    expect(knows.length).toBeGreaterThan(0);
    expect(knows.filter((file) => !mayImportElectron(file))).toEqual([]);
  });

  it('has no cycle, types included', () => {
    expect(findCycle(graph)).toBeNull();
  });
});

describe('the walker itself', () => {
  it('finds a cycle', () => {
    const cyclic: ImportGraph = new Map([
      ['a.ts', [{ specifier: './b.ts', file: 'b.ts' }]],
      ['b.ts', [{ specifier: './c.ts', file: 'c.ts' }]],
      ['c.ts', [{ specifier: './a.ts', file: 'a.ts' }]],
    ]);
    expect(findCycle(cyclic)).toEqual(['a.ts', 'b.ts', 'c.ts', 'a.ts']);
  });

  it('refuses what the rules refuse', () => {
    expect(whyRefused('shared/ruc.ts', 'main/migo/types.ts')).toContain('may not know');
    expect(whyRefused('renderer/a.tsx', 'main/app/window.ts')).toContain('may not know');
    expect(whyRefused('main/database/a.ts', 'main/validation/plan.ts')).toContain('may not know');
    expect(whyRefused('main/elsewhere/a.ts', 'shared/ruc.ts')).toContain('no room');
    expect(whyRefused('main/validation/a.ts', 'main/migo/types.ts')).toBeNull();
  });

  it('reads type imports and dynamic imports', () => {
    const own = readImports(root, ['test/support']).get('test/support/imports.ts');
    expect(own?.map(({ specifier }) => specifier)).toContain('vite');
    // A type import and nothing else.
    expect(readImports(root, ['shared']).get('shared/verdict.ts')).toContainEqual({
      specifier: './taxpayer.ts',
      file: 'shared/taxpayer.ts',
    });
    const dynamic = readImports(root, ['main']).get('main/app/command-line.ts');
    expect(dynamic).toContainEqual({ specifier: '../cli/main.ts', file: 'main/cli/main.ts' });
  });
});
