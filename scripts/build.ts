/** `npm run build`: the whole build, from scratch. */
import { bundle } from './tasks/bundle.ts';
import { say } from './setup/platform.mjs';

const began = Date.now();
await bundle();
say(`Construido en out/ en ${((Date.now() - began) / 1000).toFixed(1)} s.`);
