/** Where Electron keeps its own things. */
import { join } from 'node:path';

/** The profile's folder, inside the data folder. */
export function profileFolder(folder: string): string {
  return join(folder, 'perfil');
}
