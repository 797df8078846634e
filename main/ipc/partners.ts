/** Calls about partners, their groups, their refresh and their schedule. */
import type { PartnerScope } from '../../shared/contract.ts';
import { HabidoError } from '../../shared/errors.ts';
import type { Partners } from '../partners/types.ts';
import type { Workspace } from '../workspace.ts';
import type { HandleRegistry, OpenedFile } from './file-handles.ts';
import type { Handlers } from './handle.ts';
import type { JobSlot } from './job-slot.ts';

/** Milliseconds that "Consultar ahora" may take. */
const ASK_TIMEOUT_MS = 60_000;

export interface PartnerDeps {
  workspace(): Workspace;
  files: HandleRegistry<OpenedFile>;
  job: JobSlot;
  /** Scheduled refreshes wait until the end of the day, or no longer. */
  pauseToday(paused: boolean): void;
}

type PartnerHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `partners.${string}` | `groups.${string}` | `schedule.${string}`>
>;

export function partnerHandlers(deps: PartnerDeps): PartnerHandlers {
  const partners = (): Partners => deps.workspace().partners;
  return {
    ...readingHandlers(partners),
    ...addingHandlers(deps, partners),
    ...refreshHandlers(deps, partners),
    'partners.edit': async ({ rucs, cambios }) => {
      await partners().edit(rucs, cambios);
      return {};
    },
    'partners.remove': async ({ rucs }) => ({ quitados: await partners().remove(rucs) }),
    'groups.save': async (edit) => Promise.resolve({ clave: partners().saveGroup(edit) }),
    'groups.remove': async ({ clave }) => {
      partners().removeGroup(clave);
      return Promise.resolve({});
    },
    'schedule.pause': async ({ hoy }) => {
      deps.pauseToday(hoy);
      return Promise.resolve({});
    },
  };
}

type Reading = 'partners.summary' | 'partners.rows' | 'partners.sections' | 'partners.detail';

function readingHandlers(partners: () => Partners): Pick<PartnerHandlers, Reading> {
  return {
    'partners.summary': async () => Promise.resolve(partners().summary()),
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
      const texts = rucsInText(texto);
      const [only] = texts;
      const entries =
        texts.length === 1 && only !== undefined ? [{ texto: only, alias }] : texts.map(asEntry);
      return partners().add(entries, { tipo, grupos });
    },
    'partners.addFromBook': async ({ archivo, hoja, columna, filaEncabezado, manual, tipo, grupos }) => {
      const { path } = deps.files.get(archivo);
      const choice = { hoja, columna, filaEncabezado, manual };
      const reading = await deps.job.run((signal) =>
        deps.workspace().workbooks.readColumn(path, choice, { signal }),
      );
      return partners().add(
        reading.items.map((item) => asEntry(item.texto)),
        { tipo, grupos },
      );
    },
    'partners.addFromRun': async ({ corrida, tipo, grupos }) =>
      partners().addFromRun(corrida, { tipo, grupos }),
  };
}

type Refreshing = 'partners.refreshPlan' | 'partners.refresh' | 'partners.resume' | 'partners.ask';

function refreshHandlers(deps: PartnerDeps, partners: () => Partners): Pick<PartnerHandlers, Refreshing> {
  return {
    'partners.refreshPlan': async ({ alcance, tambienFrescos }) =>
      partners().refreshes.plan(alcance, tambienFrescos),
    'partners.refresh': async ({ alcance, tambienFrescos, tope }) => {
      const scope: PartnerScope = alcance;
      const options = { tambienFrescos, tope, askedBy: 'ventana' } as const;
      return { corrida: (await partners().refreshes.start(scope, options)).corrida };
    },
    'partners.resume': async ({ corrida }) => {
      const { tope } = deps.workspace().service.record(corrida);
      return {
        corrida: (await partners().refreshes.resume(corrida, { tope, askedBy: 'ventana' })).corrida,
      };
    },
    'partners.ask': async ({ ruc }) => {
      if (deps.workspace().token.get() === null) throw new HabidoError('token-falta');
      return partners().ask(ruc, AbortSignal.timeout(ASK_TIMEOUT_MS));
    },
  };
}

function asEntry(texto: string): { texto: string } {
  return { texto };
}

/** The words of a text that hold digits: each is judged as a RUC. */
function rucsInText(text: string): string[] {
  return text.split(/[\s,;|]+/).filter((word) => /\d/.test(word));
}
