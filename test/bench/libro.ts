/**
 * Reading and annotating workbooks of 1,000, 100,000 and 1,000,000 rows × 15 columns, against the libraries that
 * could have been taken and against the least that must be done: inflating and deflating the sheet's part.
 *
 * Each measurement is a process of its own; tools take turns, so that a busy machine is as busy for each of them.
 * A figure is the median of the ratios of the rounds.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { bigLibro } from '../support/big-libro.ts';
import type { BenchReport, BenchRow } from './report.ts';

const EXCELJS = '4.4.0';
const OPERATIONS = ['read', 'annotate'] as const;
type Operation = (typeof OPERATIONS)[number];
type Tool = 'habido' | 'limit' | 'sheetjs' | 'exceljs' | 'openpyxl';
const NAMES: Record<Tool, string> = {
  habido: 'Habido',
  limit: 'inflating (and deflating) the sheet',
  sheetjs: 'SheetJS 0.20.3',
  exceljs: `exceljs ${EXCELJS}`,
  openpyxl: 'openpyxl',
};

interface Measured {
  seconds: number;
  megabytes: number;
}

/** How often each tool runs over a book of so many rows; the slow ones once, the hopeless ones not at all. */
const PLANS: readonly { rows: number; runs: Partial<Record<Tool, number>> }[] = [
  { rows: 1_000, runs: { habido: 7, limit: 7, sheetjs: 7, exceljs: 3, openpyxl: 3 } },
  { rows: 100_000, runs: { habido: 5, limit: 5, sheetjs: 5, exceljs: 1, openpyxl: 1 } },
  { rows: 1_000_000, runs: { habido: 3, limit: 3, sheetjs: 1 } },
];

/** What is asked for, by rows: the least speed over SheetJS, the most times the limit, the most memory. */
const TARGETS: Record<number, { overSheetjs?: Record<Operation, number>; limit?: number; memory?: number }> =
  {
    100_000: { overSheetjs: { read: 9, annotate: 4 }, limit: 1.7 },
    1_000_000: { limit: 1.5, memory: 400 },
  };

const BUILT = fileURLToPath(new URL('../../out/bench/', import.meta.url));

/** The measured process and the worker thread, built as the app's are. */
async function buildMeasured(): Promise<void> {
  const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node24',
      outDir: BUILT,
      rollupOptions: {
        input: { 'libro-run': source('./libro-run.ts'), worker: source('../../main/workbook/worker.ts') },
      },
    },
  });
}

export async function benchLibro(): Promise<BenchReport> {
  await buildMeasured();
  const tools: Partial<Record<Tool, string>> = { exceljs: exceljsFolder(), openpyxl: pythonWithOpenpyxl() };
  const rows: BenchRow[] = [];
  for (const plan of PLANS) {
    const path = await bigLibro(plan.rows);
    for (const operation of OPERATIONS) rows.push(...benchOne(plan, operation, path, tools));
  }
  return { bench: 'libro', rows };
}

function benchOne(
  { rows, runs }: (typeof PLANS)[number],
  operation: Operation,
  path: string,
  tools: Partial<Record<Tool, string>>,
): BenchRow[] {
  const measured = new Map<Tool, (Measured | null)[]>();
  const rounds = Math.max(...Object.values(runs));
  for (let round = 0; round < rounds; round += 1) {
    for (const tool of Object.keys(runs) as Tool[]) {
      if (round >= (runs[tool] ?? 0) || tools[tool] === '') continue;
      const list = measured.get(tool) ?? [];
      list.push(measure(tool, operation, path, rows, tools[tool] ?? ''));
      measured.set(tool, list);
    }
  }
  const what = `${operation === 'read' ? 'read' : 'annotate'}, ${rows.toLocaleString('en')} rows`;
  const ours = measured.get('habido') ?? [];
  const seconds = median(ours.map((run) => run?.seconds ?? NaN));
  const target = TARGETS[rows];
  const found: BenchRow[] = [{ name: `${what}: Habido`, value: seconds, unit: 's' }];
  for (const [tool, theirs] of measured) {
    if (tool === 'habido') continue;
    const ratios = theirs.flatMap((run, i) => {
      const own = ours[i];
      return run === null || own === undefined || own === null ? [] : [run.seconds / own.seconds];
    });
    found.push(...ratioRows({ what, tool, operation, ratios, target }));
  }
  found.push({
    name: `${what}: peak memory`,
    value: Math.max(...ours.map((run) => run?.megabytes ?? NaN)),
    unit: 'MB',
    ...(target?.memory === undefined ? {} : { target: target.memory }),
  });
  const sheetjs = measured.get('sheetjs')?.flatMap((run) => run?.megabytes ?? []) ?? [];
  if (sheetjs.length > 0)
    found.push({ name: `${what}: SheetJS’s peak memory`, value: Math.max(...sheetjs), unit: 'MB' });
  return found;
}

interface Ratios {
  what: string;
  tool: Tool;
  operation: Operation;
  /** Their seconds over ours, by round. */
  ratios: readonly number[];
  target: (typeof TARGETS)[number] | undefined;
}

function ratioRows({ what, tool, operation, ratios, target }: Ratios): BenchRow[] {
  const baseline = NAMES[tool];
  // It loses the sheet or the process: there is nothing to compare with.
  if (ratios.length === 0) return [{ name: `${what}: fails`, value: 0, unit: 'filas', baseline }];
  if (tool === 'limit') {
    const most = operation === 'annotate' ? target?.limit : undefined;
    const value = 1 / median(ratios);
    return [
      { name: `${what}: time`, value, unit: 'x', baseline, ...(most === undefined ? {} : { target: most }) },
    ];
  }
  const least = tool === 'sheetjs' ? target?.overSheetjs?.[operation] : undefined;
  return [
    {
      name: `${what}: faster by`,
      value: median(ratios),
      unit: 'x',
      baseline,
      ...(least === undefined ? {} : { least }),
    },
  ];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** One run in a process of its own; null where the tool can't do it. */
function measure(
  tool: Tool,
  operation: Operation,
  path: string,
  rows: number,
  place: string,
): Measured | null {
  const copy = join(tmpdir(), `habido-libro-copia-${String(process.pid)}.xlsx`);
  const here = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url));
  const words = [operation, path, String(rows), copy];
  const [program, args] =
    tool === 'openpyxl'
      ? [place, [here('openpyxl-run.py'), ...words]]
      : [process.execPath, [...roomFor(tool), join(BUILT, 'libro-run.js'), tool, ...words]];
  const run = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, HABIDO_BENCH_EXCELJS: tool === 'exceljs' ? place : '' },
  });
  if (run.status === 0) return JSON.parse(run.stdout) as Measured;
  const why =
    run.stderr.split('\n').find((line) => /Error|rows/.test(line)) ?? `ended with ${String(run.status)}`;
  process.stderr.write(`${NAMES[tool]} can not ${operation} ${String(rows)} rows: ${why.trim()}\n`);
  if (tool === 'habido' || tool === 'limit') throw new Error(run.stderr);
  return null;
}

/** The libraries that hold the whole workbook get the memory for it; ours runs as it does in the app. */
function roomFor(tool: Tool): string[] {
  return tool === 'habido' || tool === 'limit' ? [] : ['--max-old-space-size=8192'];
}

/** Where exceljs is installed, aside: two hundred packages that Habido has no other use for. Empty: nowhere. */
function exceljsFolder(): string {
  const folder = join(tmpdir(), `habido-bench-exceljs-${EXCELJS}`);
  if (existsSync(join(folder, 'node_modules', 'exceljs'))) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const words = ['install', '--no-audit', '--no-fund', '--ignore-scripts', `exceljs@${EXCELJS}`];
  const npm = process.env['npm_execpath'];
  const [program, args] = npm === undefined ? ['npm', words] : [process.execPath, [npm, ...words]];
  if (spawnSync(program, args, { cwd: folder, stdio: 'ignore' }).status === 0) return folder;
  process.stderr.write('exceljs could not be installed: it is left out.\n');
  return '';
}

/** A Python that has openpyxl. Empty: none. */
function pythonWithOpenpyxl(): string {
  const has = (python: string): boolean => spawnSync(python, ['-c', 'import openpyxl']).status === 0;
  const found = ['python3', '/usr/bin/python3'].find(has);
  if (found === undefined) process.stderr.write('No Python with openpyxl here: it is left out.\n');
  return found ?? '';
}
