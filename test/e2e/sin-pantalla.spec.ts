/** The application's command line on a machine where nobody is logged in: no screen, no window. */
import { spawn } from 'node:child_process';
import { createSimulator } from '../../main/simulator/simulator.ts';
import { electronProgram } from '../../scripts/setup/electron.mjs';
import { ROOT } from '../../scripts/setup/platform.mjs';
import { environment, switches } from '../support/electron-app.ts';
import { expect, test } from './harness.ts';

const RUC = '20131312955';

interface Ended {
  code: number | null;
  out: string;
}

/** Runs a command as the system's scheduler would. */
function command(words: string[], env: Record<string, string>): Promise<Ended> {
  const child = spawn(electronProgram(), [...switches(), ROOT, '--cli', ...words], {
    env: { ...env, DISPLAY: '', WAYLAND_DISPLAY: '' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let out = '';
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, out });
    });
  });
}

test('partners are added and refreshed without a screen', async ({ folder }) => {
  const simulator = await createSimulator({ existAll: true });
  const env = environment(folder, {
    HABIDO_MIGO_URL: simulator.url,
    HABIDO_MIGO_TOKEN: 'prueba-0123456789',
  });
  try {
    const added = await command(['socios', 'agregar', RUC, '--json'], env);
    expect(added.code).toBe(0);
    expect(JSON.parse(added.out)).toMatchObject({ agregados: 1 });
    const refreshed = await command(['socios', 'refrescar', '--json'], env);
    expect(refreshed.code).toBe(0);
    expect(JSON.parse(refreshed.out)).toMatchObject({ consultados: 1, sinRespuesta: 0, peticiones: 1 });
    expect((await command(['socios', 'quitar', 'no-es-un-ruc'], env)).code).toBeGreaterThan(0);
  } finally {
    await simulator.close();
  }
});
