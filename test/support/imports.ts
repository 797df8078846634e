/** Reads what every module of the project imports, types included, from its syntax tree. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseSync } from 'vite';

/** One import: the specifier as written, and the project file it leads to (null: a package or a built-in). */
export interface ImportEdge {
  specifier: string;
  file: string | null;
}

/** Project-relative path (with `/`) of each module → what it imports. */
export type ImportGraph = Map<string, ImportEdge[]>;

const SOURCE = /\.(ts|tsx|mjs)$/;

/** Walks `folders` below `root`. Throws where a file does not parse, or imports by a computed name. */
export function readImports(root: string, folders: readonly string[]): ImportGraph {
  const graph: ImportGraph = new Map();
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !SOURCE.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      graph.set(slashed(relative(root, path)), importsOf(root, path));
    }
  }
  return graph;
}

function importsOf(root: string, path: string): ImportEdge[] {
  const text = readFileSync(path, 'utf8');
  const { module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message ?? 'does not parse'}`);
  const specifiers = [
    ...module.staticImports.map((found) => found.moduleRequest.value),
    ...module.staticExports.flatMap((found) =>
      found.entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.flatMap(({ moduleRequest }) =>
      literal(text.slice(moduleRequest.start, moduleRequest.end)),
    ),
    // `import('x')` in a type position is no import expression to the parser.
    ...[...text.matchAll(/\bimport\(\s*(['"])([^'"]+)\1\s*\)/g)].map((match) => match[2] as string),
  ];
  return [...new Set(specifiers)].map((specifier) => ({
    specifier,
    file: specifier.startsWith('.')
      ? slashed(relative(root, resolve(dirname(path), specifier.replace(/\?.*$/, ''))))
      : null,
  }));
}

function literal(expression: string): string[] {
  const found = /^(['"`])([^'"`$]+)\1$/.exec(expression.trim());
  return found === null ? [] : [found[2] as string];
}

/** The first cycle found, as the list of its modules, or null. */
export function findCycle(graph: ImportGraph): string[] | null {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (module: string): string[] | null => {
    const at = path.indexOf(module);
    if (at >= 0) return [...path.slice(at), module];
    if (done.has(module)) return null;
    path.push(module);
    for (const { file } of graph.get(module) ?? []) {
      const cycle = file !== null && graph.has(file) ? visit(file) : null;
      if (cycle !== null) return cycle;
    }
    path.pop();
    done.add(module);
    return null;
  };
  for (const module of graph.keys()) {
    const cycle = visit(module);
    if (cycle !== null) return cycle;
  }
  return null;
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}
