/** Calls about partners, their groups, their refresh and their schedule. */
import { asHabidoError, HabidoError } from '../../shared/errors.ts';
import type { RunRecord } from '../database/run-store.ts';
import type { Partners, StartedRefresh } from '../partners/types.ts';
import { typedRucs } from '../workbook/typed-rucs.ts';
import type { Workspace } from '../workspace.ts';
import type { BookReader } from './book-reader.ts';
import type { Handlers, Send } from './handle.ts';
import { summaryOf, type ScheduleControl } from './partner-events.ts';
import { withinTime } from './within-time.ts';

/** Milliseconds that "Consultar ahora" may take. */
const ASK_TIMEOUT_MS = 60_000;

export interface PartnerDeps {
  workspace(): Workspace;
  /** Those that the plans read, so that a column just seen is not read again. */
  books: BookReader;
  schedule: ScheduleControl;
  send: Send;
}

type PartnerHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `partners.${string}` | `groups.${string}` | `schedule.${string}`>
>;

export function partnerHandlers(deps: PartnerDeps): PartnerHandlers {
  const partners = (): Partners => deps.workspace().partners;
  return {
    ...readingHandlers(deps, partners),
    ...addingHandlers(deps, partners),
    ...refreshHandlers(deps, partners),
    'partners.edit': async ({ rucs, cambios }) => {
      await partners().edit(rucs, cambios);
      return {};
    },
    'partners.remove': async ({ rucs }) => ({ quitados: await partners().remove(rucs) }),
    'groups.save': async (edit) => Promise.resolve({ clave: partners().saveGroup(edit) }),
    'groups.remove': async ({ clave }) => {
      await partners().removeGroup(clave);
      return {};
    },
    'schedule.pause': async ({ hoy }) => {
      deps.schedule.pauseToday(hoy);
      return Promise.resolve({});
    },
  };
}

type Reading = 'partners.summary' | 'partners.rows' | 'partners.sections' | 'partners.detail';

function readingHandlers(deps: PartnerDeps, partners: () => Partners): Pick<PartnerHandlers, Reading> {
  return {
    'partners.summary': async () => Promise.resolve(summaryOf(deps)),
    'partners.rows': async ({ desde, cuantas, ...query }) =>
      Promise.resolve(partners().rows(query, desde, cuantas)),
    'partners.sections': async (query) => Promise.resolve(partners().sections(query)),
    'partners.detail': async ({ ruc }) => Promise.resolve(partners().detail(ruc)),
  };
}

type Adding = 'partners.add' | 'partners.addFromBook' | 'partners.addFromRun';

function addingHandlers(deps: PartnerDeps, partners: () => Partners): Pick<PartnerHandlers, Adding> {
  return {
    'partners.add': async ({ texto, alias, tipo, grupos }) => {
      const texts = await typedRucs(texto);
      // An alias is of one: of several nobody could say whose.
      const entries = texts.map((text) => (texts.length === 1 ? { texto: text, alias } : { texto: text }));
      return partners().add(entries, { tipo, grupos });
    },
    'partners.addFromBook': async ({ tipo, grupos, ...column }) => {
      const { reading } = await deps.books.column(column);
      const entries = reading.items.map(({ texto }) => ({ texto }));
      return partners().add(entries, { tipo, grupos });
    },
    'partners.addFromRun': async ({ corrida, tipo, grupos }) =>
      partners().addFromRun(corrida, { tipo, grupos }),
  };
}

type Refreshing = 'partners.refreshPlan' | 'partners.refresh' | 'partners.resume' | 'partners.ask';

function refreshHandlers(deps: PartnerDeps, partners: () => Partners): Pick<PartnerHandlers, Refreshing> {
  /** A failure that is no answer of the API (a full disk) has no call waiting for it. */
  const watch = ({ corrida, done }: StartedRefresh): { corrida: string } => {
    done.catch((error: unknown) => {
      deps.send('app.failure', asHabidoError(error).toPlain());
    });
    return { corrida };
  };
  return {
    'partners.refreshPlan': async ({ alcance, tambienFrescos }) =>
      partners().refreshes.plan(alcance, tambienFrescos),
    'partners.refresh': async ({ alcance, tambienFrescos, tope }) =>
      watch(await partners().refreshes.start(alcance, { tambienFrescos, tope, askedBy: 'ventana' })),
    'partners.resume': async ({ corrida }) => {
      const tope = nextCeiling(deps.workspace().service.record(corrida));
      return watch(await partners().refreshes.resume(corrida, { tope, askedBy: 'ventana' }));
    },
    'partners.ask': async ({ ruc }) => {
      if (deps.workspace().token.get() === null) throw new HabidoError('token-falta');
      return withinTime(ASK_TIMEOUT_MS, (signal) => partners().ask(ruc, signal));
    },
  };
}

/** The ceiling that it had; where it was reached, as much again. */
function nextCeiling({ tope, freno, consultasUsadas }: RunRecord): number | null {
  return tope !== null && freno === 'tope-alcanzado' ? consultasUsadas + tope : tope;
}
