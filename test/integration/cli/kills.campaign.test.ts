/**
 * Kills at random moments: a run is killed again and again until it ends, and nothing that was answered is
 * lost or paid for twice. Short and seeded in `npm test`, long in `npm run soak`.
 */
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyChain } from '../../../main/audit/verify-chain.ts';
import { openDatabase } from '../../../main/database/open.ts';
import { createSimulator, type Simulator } from '../../../main/simulator/simulator.ts';
import { cli, cliProcess } from '../../support/cli.ts';
import { writeLibro } from '../../support/libro.ts';
import { companyRucs } from '../../support/rucs.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const ROUNDS = process.env['HABIDO_SOAK'] === '1' ? 60 : 2;
const RUCS = 1_200;
const IN_FLIGHT = 4 * 100;

let simulator: Simulator;
let place: ReturnType<typeof temporaryFolder>;

beforeEach(async () => {
  place = temporaryFolder();
  simulator = await createSimulator({ latencyMs: 25 });
});

afterEach(async () => {
  await simulator.close();
  place.remove();
});

test.each(Array.from({ length: ROUNDS }, (_, i) => i + 1))(
  'round %i',
  async (seed) => {
    const env = {
      HABIDO_DATOS: join(place.folder, 'datos'),
      HABIDO_MIGO_URL: simulator.url,
      HABIDO_MIGO_TOKEN: 'prueba-0123456789',
      HABIDO_POR_MINUTO: '1000',
    };
    const libro = writeLibro(place.folder, companyRucs(RUCS));
    const random = seeded(seed);
    let corrida: string | null = null;
    let kills = 0;
    for (;;) {
      const words = [
        'validar',
        libro,
        '--frescura',
        '0',
        '--json',
        ...(corrida === null ? [] : ['--reanudar', corrida]),
      ];
      const last = kills === 3;
      const result = await cliProcess(words, env, (child) => {
        if (!last) killAfter(child, simulator, Math.floor(random() * 6), random() * 30);
      });
      if (result.exit === 0) break;
      kills += 1;
      const runs = (await cli(['corridas', '--json'], env)).json() as {
        corridas: { corrida: string; estado: string }[];
      };
      // A kill before the run was written leaves none; one after it leaves exactly this one, interrupted.
      if (runs.corridas[0] === undefined) continue;
      expect(runs.corridas.map((run) => run.estado)).toEqual(['interrumpida']);
      corrida = runs.corridas[0].corrida;
    }
    const times = [...simulator.stats.timesAnswered('ruc/collection').values()];
    expect(times.length).toBe(RUCS);
    expect(times.filter((many) => many > 1).length).toBeLessThanOrEqual(kills * IN_FLIGHT);
    checkStored(env.HABIDO_DATOS);
  },
  60_000,
);

/** Every verdict rests on a stored answer, and each of those stands in the log. */
function checkStored(folder: string): void {
  const database = openDatabase(folder);
  try {
    expect(verifyChain(database.db)).toMatchObject({ ok: true });
    const one = (sql: string): number => Number(database.db.prepare(sql).pluck().get());
    expect(one("SELECT count(*) FROM run_items WHERE state <> 'listo'")).toBe(0);
    expect(one('SELECT count(*) FROM run_items WHERE answer_n IS NULL')).toBe(0);
    const answered = one('SELECT count(DISTINCT call_id) FROM ruc_answers');
    const logged = one('SELECT count(*) FROM audit_log WHERE payload LIKE \'%"kind":"consulta"%\'');
    const onlyOmitted = logged - answered;
    expect(onlyOmitted).toBeGreaterThanOrEqual(0);
    expect(one('SELECT count(*) FROM reservations')).toBe(0);
  } finally {
    database.close();
  }
}

/** Kills the child a moment after so many further requests have arrived. */
function killAfter(child: ChildProcess, server: Simulator, requests: number, delayMs: number): void {
  const goal = server.stats.requests.length + requests;
  const look = setInterval(() => {
    if (server.stats.requests.length < goal) return;
    clearInterval(look);
    setTimeout(() => child.kill('SIGKILL'), delayMs);
  }, 5);
  child.once('exit', () => {
    clearInterval(look);
  });
}

/** A small generator (mulberry32): the same numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
