/** `npm run dist`: packages for the platform it runs on; `-- --dir` leaves them unpacked. */
import { bundle } from './tasks/bundle.ts';
import { runNode } from './tasks/program.ts';
import { electronFolder } from './setup/electron.mjs';
import { say } from './setup/platform.mjs';

process.exitCode = await dist(process.argv.slice(2));

async function dist(words: readonly string[]): Promise<number> {
  const electron = electronFolder();
  if (electron === null) throw new Error('Electron is missing after the set-up');
  const args = ['node_modules/electron-builder/cli.js', 'build', '--publish', 'never', ...words];
  if (electron.fallback) {
    if (!words.includes('--dir')) {
      say(
        'Solo se reparte la publicación oficial de Electron, y no está al alcance. Para probar: npm run dist -- --dir',
      );
      return 1;
    }
    say('Se empaqueta con el Electron de desarrollo: sirve para probar, no para repartir.');
    args.push(`--config.electronDist=${electron.folder}`, '--config.electronVersion=42.0.0');
  }
  await bundle();
  return runNode(args);
}
