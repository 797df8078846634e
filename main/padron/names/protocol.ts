/** What goes between the main thread and the threads of this room. */
import type { ErrorCode } from '../../../shared/errors.ts';
import type { NameHit } from '../../../shared/padron.ts';
import type { NamesBuild } from './build-names.ts';

/** Which files are searched; without the index only RUCs are found. */
export interface NamesPlace {
  edition: string;
  names: string | null;
}

/** What a thread is started for. */
export type NamesRole = { role: 'search' } | { role: 'build'; build: NamesBuild; cancel: SharedArrayBuffer };

/** Asked of the searching thread. */
export interface SearchRequest {
  id: number;
  place: NamesPlace;
  text: string;
  limit: number;
}

export interface Failure {
  type: 'failed';
  code: ErrorCode;
  data: Record<string, string | number>;
  cause: string;
}

export type FromSearch = { id: number } & ({ type: 'found'; hits: NameHit[] } | Failure);

export type FromBuild = { type: 'progress'; filas: number } | { type: 'built'; filas: number } | Failure;
