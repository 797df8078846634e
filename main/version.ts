/** The application's version, as the record and the window state it. */
import manifest from '../package.json' with { type: 'json' };

export const APP_VERSION: string = manifest.version;
