/** The firm's partners: who they are, what is known of them, what changed. */
import type { AnswerObserver } from '../database/answer-observer.ts';
import type { AnswerStore } from '../database/answer-store.ts';
import { PartnerChanges } from '../database/partner-changes.ts';
import { PartnerRuns } from '../database/partner-runs.ts';
import type { RunStore } from '../database/run-store.ts';
import { breathe } from '../validation/plan.ts';
import type { LocalReader } from '../validation/local-reader.ts';
import type { PartnerDetail } from '../../shared/contract.ts';
import { HabidoError } from '../../shared/errors.ts';
import { Adding } from './adding.ts';
import { askPartner, type AskingDeps } from './asking.ts';
import type { PartnerBook } from './book.ts';
import { createChanges } from './changes.ts';
import { Comparing } from './compare-sunat.ts';
import { partnerDetail, type PlaceOf } from './detail.ts';
import { editPartners, removePartners } from './editing.ts';
import { removeGroup, saveGroup } from './groups.ts';
import { rebuildIfOld, rebuildPartners } from './rebuild.ts';
import { createRefreshes, type RefreshDeps } from './refresh/refreshes.ts';
import { partnerSummary } from './summary.ts';
import { createPartnersToAsk } from './to-ask.ts';
import type { NewPartner, Partners } from './types.ts';
import { rowView } from './views.ts';

export interface PartnersDeps {
  book: PartnerBook;
  /** As handed to all who store answers. */
  observer: AnswerObserver;
  answers: AnswerStore;
  runs: RunStore;
  onDisk: LocalReader;
  lookUp: AskingDeps['lookUp'];
  placeOf: PlaceOf;
  /** Names the edition and the SSCO list in use. */
  listsInUse: () => string;
  /** What refreshes need besides the partners themselves. */
  refresh: Omit<RefreshDeps, 'partners' | 'changes' | 'runs' | 'answers' | 'clock'>;
}

export function openPartners(deps: PartnersDeps): Partners {
  const { book, observer, answers, runs, onDisk } = deps;
  const changeStore = new PartnerChanges(book.database);
  const detailDeps = { ...deps, runs: new PartnerRuns(book.database), changes: changeStore };
  const adding = new Adding(book, onDisk);
  const comparing = new Comparing(deps);
  const refreshes = createRefreshes({
    ...deps.refresh,
    partners: createPartnersToAsk(book),
    changes: changeStore,
    runs,
    answers,
    clock: book.clock,
  });
  refreshes.onEnd(() => {
    book.teller.changed();
  });
  const detail = (ruc: string): PartnerDetail | null => partnerDetail(detailDeps, ruc);
  return {
    refreshes,
    changes: createChanges(book, changeStore),
    observer,
    summary: () => partnerSummary(book, refreshes),
    rows: (query, desde, cuantas) => {
      const { total, filas } = book.pages.page(query, desde, cuantas, book.limits());
      return { total, filas: filas.map(rowView) };
    },
    sections: (query) => sections(book, query),
    detail,
    add: (entries, options) => adding.add(entries, options),
    addFromRun: async (corrida, options) => adding.add(await rucsOfRun(runs, corrida), options),
    edit: (rucs, changes) => editPartners(book, rucs, changes),
    remove: (rucs) => removePartners(book, rucs),
    saveGroup: (edit) => saveGroup(book, edit),
    removeGroup: (clave) => removeGroup(book, clave),
    ask: async (ruc, signal) => {
      const sinRespuesta = await askPartner(deps, ruc, signal);
      const detalle = detail(ruc);
      if (detalle === null) throw new HabidoError('socio-no-existe');
      return { detalle, sinRespuesta };
    },
    compareWithSunat: () => comparing.run(),
    compareIfNew: () => comparing.runIfNew(),
    rebuild: () => rebuildPartners(book),
    rebuildIfOld: () => rebuildIfOld(book),
    onChange: (listener) => book.teller.listen(listener),
    close: async () => {
      book.teller.close();
      await Promise.allSettled([refreshes.cancel(), comparing.close()]);
    },
  };
}

function sections(
  book: PartnerBook,
  query: Parameters<Partners['sections']>[0],
): ReturnType<Partners['sections']> {
  const counts = book.pages.sections(query, book.limits());
  const named = book.groups
    .all()
    .filter(({ clave }) => counts.has(clave))
    .map(({ clave, nombre }) => ({ grupo: clave, nombre, socios: counts.get(clave) ?? 0 }))
    .sort((a, b) => a.nombre.localeCompare(b.nombre, 'es-PE'));
  const without = counts.get('') ?? 0;
  return without === 0 ? named : [...named, { grupo: '', nombre: 'Sin grupo', socios: without }];
}

async function rucsOfRun(runs: RunStore, corrida: string): Promise<NewPartner[]> {
  const found: NewPartner[] = [];
  for (const rows of runs.verdictPages(corrida)) {
    for (const { ruc, valido } of rows) if (valido) found.push({ texto: ruc });
    await breathe();
  }
  return found;
}
