import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

const root = fileURLToPath(new URL('../..', import.meta.url));
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];
const texts = documents.map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));

/** Paths of the project in backquotes, and the targets of relative links. */
function pathsIn(name: string, text: string): string[] {
  const quoted = [
    ...text.matchAll(/`((?:main|renderer|preload|shared|test|scripts|docs|samples)\/[^`\s*{<…]*)`/g),
  ];
  const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)];
  return [
    ...quoted.map((match) => match[1] as string),
    ...linked.map((match) => join(dirname(name), match[1] as string)),
  ];
}

describe('the documents', () => {
  it('name only paths that are there', () => {
    const named = texts.flatMap(({ name, text }) => pathsIn(name, text).map((path) => ({ name, path })));
    // A pattern that finds nothing would pass.
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(({ path }) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('name only commands that are there', () => {
    const named = texts.flatMap(({ name, text }) =>
      [...text.matchAll(/\bnpm (?:run (?:-s )?([a-z:]+)|(start|test)\b)/g)].map((match) => ({
        name,
        command: (match[1] ?? match[2]) as string,
      })),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(({ command }) => !(command in manifest.scripts))).toEqual([]);
  });
});
