/** The threads' entry: one searches as long as it is wanted, another one builds an index and ends. */
import { rmSync } from 'node:fs';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { buildNamesFile } from './build-names.ts';
import { codedOf } from './failures.ts';
import { BrokenNames } from './names-file.ts';
import type { Failure, FromBuild, FromSearch, NamesPlace, NamesRole, SearchRequest } from './protocol.ts';
import { NameSearcher } from './search-names.ts';

/** Progress is told at most this often (ms). */
const PROGRESS_EVERY = 100;

function failureOf(error: unknown): Failure {
  const { code, data, cause, stack } = codedOf(error);
  const detail = cause instanceof Error ? (cause.stack ?? cause.message) : (stack ?? '');
  return { type: 'failed', code, data, cause: detail };
}

/** Where it is gone it is built anew at the next occasion. */
function throwAway(names: string): void {
  try {
    rmSync(names, { force: true });
  } catch {
    // Another process has it open: Windows keeps it until then.
  }
}

function serveSearches(port: MessagePort): void {
  let open: { place: NamesPlace; searcher: NameSearcher } | null = null;
  const searcherOf = (place: NamesPlace): NameSearcher => {
    if (open?.place.edition === place.edition && open.place.names === place.names) return open.searcher;
    open?.searcher.close();
    open = null;
    open = { place, searcher: new NameSearcher(place.edition, place.names) };
    return open.searcher;
  };
  port.on('message', ({ id, place, text, limit }: SearchRequest) => {
    let answer: FromSearch;
    try {
      answer = { id, type: 'found', hits: searcherOf(place).search(text, limit) };
    } catch (error) {
      open?.searcher.close();
      open = null;
      if (error instanceof BrokenNames && place.names !== null) throwAway(place.names);
      answer = { id, ...failureOf(error) };
    }
    port.postMessage(answer);
  });
}

function build(port: MessagePort, work: Extract<NamesRole, { role: 'build' }>): void {
  const cancel = new Int32Array(work.cancel);
  const tell = (message: FromBuild): void => {
    port.postMessage(message);
  };
  let last = 0;
  try {
    const filas = buildNamesFile(work.build, {
      cancelled: () => Atomics.load(cancel, 0) !== 0,
      progress: (written) => {
        const now = performance.now();
        if (now - last < PROGRESS_EVERY) return;
        last = now;
        tell({ type: 'progress', filas: written });
      },
    });
    tell({ type: 'built', filas });
  } catch (error) {
    tell(failureOf(error));
  }
}

if (parentPort === null) throw new Error('this file is the entry of a worker thread');
const role = workerData as NamesRole;
if (role.role === 'search') serveSearches(parentPort);
else build(parentPort, role);
