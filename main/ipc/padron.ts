/** Calls about the padrón and the small registers. What takes long is a job that outlives its call. */
import type { PadronState, PadronTaxpayer } from '../../shared/contract.ts';
import { HabidoError } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import type { RegisterMarks } from '../../shared/padron.ts';
import { listSentences, sscoSentence } from '../../shared/register-words.ts';
import type { Taxpayer } from '../../shared/taxpayer.ts';
import { fromLimaText } from '../../shared/time.ts';
import { judgeTaxpayer, type Veredicto } from '../../shared/verdict.ts';
import { verdictOfHit } from '../padron/names/hit-verdict.ts';
import type { Padron } from '../padron/padron.ts';
import type { RegisterImportEnd } from '../padron/registers/import-register.ts';
import { recogniseDrop } from '../padron/recognise-drop.ts';
import type { HandleRegistry, OpenedFile } from './file-handles.ts';
import { openedFile } from './file-handles.ts';
import type { Handlers, Send } from './handle.ts';
import { PadronJobs, type PadronJobEnd } from './padron-job.ts';

/** Results of a search that the window is given. */
const SEARCH_LIMIT = 100;

/** What of the workspace these calls serve. */
export interface PadronWorkspace {
  readonly padron: Padron;
  readonly settings: { get(): { padronDireccion: string } };
}

export interface PadronDeps {
  workspace(): PadronWorkspace;
  files: HandleRegistry<OpenedFile>;
  /** Asks the user for the file of a padrón, or of a list; null where the dialog was cancelled. */
  choosePadron(what: 'padron' | 'lista'): Promise<string | null>;
  now(): number;
  send: Send;
  log: Pick<Log, 'error'>;
}

type PadronHandlers = Pick<Handlers, Extract<keyof Handlers, `padron.${string}` | `registers.${string}`>>;

/** The handlers, and how they hear of a workspace that was opened. */
export function padronHandlers(deps: PadronDeps): { handlers: PadronHandlers; opened(): void } {
  const padron = (): Padron => deps.workspace().padron;
  const tell = (): void => {
    deps.send('padron.changed', stateOf(padron(), jobs));
  };
  const jobs = new PadronJobs({
    onProgress: (job) => {
      deps.send('padron.progress', job);
    },
    onChange: tell,
    onInternal: (error) => {
      deps.log.error('A job of the padrón failed.', error);
    },
  });
  let stopListening = (): void => undefined;
  return {
    handlers: {
      ...jobHandlers(deps, jobs),
      ...askingHandlers(deps, padron),
      ...registerHandlers(deps, tell),
    },
    opened: () => {
      stopListening();
      stopListening = padron().onChange(tell);
      jobs.forget();
    },
  };
}

type Job = 'padron.state' | 'padron.choose' | 'padron.import' | 'padron.download' | 'padron.cancel';

function jobHandlers(deps: PadronDeps, jobs: PadronJobs): Pick<PadronHandlers, Job> {
  const padron = (): Padron => deps.workspace().padron;
  return {
    'padron.state': async () => Promise.resolve(stateOf(padron(), jobs)),
    'padron.choose': async ({ para }) => {
      const path = await deps.choosePadron(para);
      if (path === null) return null;
      const file = openedFile(path);
      return { archivo: deps.files.add(file), nombre: file.nombre };
    },
    'padron.import': async ({ archivo, fecha, aceptar }) => {
      const { path, nombre } = deps.files.get(archivo);
      const day = dayOf(fecha, deps.now());
      jobs.start({ tipo: 'importar', nombre, archivo, fecha }, (signal, onProgress) =>
        ended(padron().importFile(path, { fecha: day, aceptar, signal, onProgress })),
      );
      return Promise.resolve({});
    },
    'padron.download': async () => {
      const url = deps.workspace().settings.get().padronDireccion;
      const from = { tipo: 'descargar', nombre: new URL(url).host, archivo: null, fecha: null } as const;
      jobs.start(from, (signal, onProgress) => ended(padron().download({ url, signal, onProgress })));
      return Promise.resolve({});
    },
    'padron.cancel': async () => {
      jobs.cancel();
      return Promise.resolve({});
    },
  };
}

type Asking = 'padron.recognise' | 'padron.search' | 'padron.taxpayer';

function askingHandlers(deps: PadronDeps, padron: () => Padron): Pick<PadronHandlers, Asking> {
  return {
    'padron.recognise': async ({ archivo }) => ({ tipo: await recogniseDrop(deps.files.get(archivo).path) }),
    'padron.search': async ({ texto }) => {
      const hits = await padron().searchNames(texto, SEARCH_LIMIT + 1);
      const shown = hits.slice(0, SEARCH_LIMIT);
      const marks = padron().marks(shown.map(({ ruc }) => ruc));
      return {
        resultados: shown.map((hit) => ({ ...hit, veredicto: verdictOfHit(hit, marks.get(hit.ruc)) })),
        hayMas: hits.length > SEARCH_LIMIT,
      };
    },
    'padron.taxpayer': async ({ ruc }) => Promise.resolve(taxpayerOf(padron(), ruc, deps.now())),
  };
}

type Reading = 'registers.import' | 'registers.download';

function registerHandlers(deps: PadronDeps, told: () => void): Pick<PadronHandlers, Reading> {
  const registers = (): Padron['registers'] => deps.workspace().padron.registers;
  const read = (end: RegisterImportEnd): RegisterImportEnd => {
    told();
    return end;
  };
  return {
    'registers.import': async ({ archivo, lista, aceptar }) =>
      read(await registers().importFile(deps.files.get(archivo).path, { lista, aceptar })),
    'registers.download': async ({ lista, aceptar }) => read(await registers().download(lista, { aceptar })),
  };
}

function stateOf(padron: Padron, jobs: PadronJobs): PadronState {
  return {
    ...padron.state(),
    trabajo: jobs.job(),
    ultimo: jobs.ended(),
    registros: padron.registers.states(),
  };
}

async function ended(work: Promise<{ yaEstaba: boolean }>): Promise<PadronJobEnd> {
  return (await work).yaEstaba ? 'ya-estaba' : 'importado';
}

/** The day that the person gave, UTC ms of its midnight in Lima; none that is still to come. */
function dayOf(fecha: string | null, now: number): number | null {
  if (fecha === null) return null;
  const day = fromLimaText(fecha);
  if (day === null || day > now) throw new HabidoError('padron-sin-fecha');
  return day;
}

function verdictOf(
  taxpayer: Taxpayer,
  marks: RegisterMarks | undefined,
  now: number,
): { veredicto: Veredicto; observacion: string } {
  const judged = judgeTaxpayer(taxpayer, now);
  return marks?.ssco?.vigente === true ? { ...judged, veredicto: 'NO APTO' } : judged;
}

function taxpayerOf(padron: Padron, ruc: string, now: number): PadronTaxpayer | null {
  const edition = padron.edition();
  const entry = padron.padron([ruc]).get(ruc);
  if (edition === null || entry === undefined) return null;
  const marks = padron.marks([ruc]).get(ruc);
  const { taxpayer } = entry;
  const judged = verdictOf(taxpayer, marks, now);
  const ssco = marks?.ssco == null ? '' : sscoSentence(marks.ssco, now);
  return {
    ...taxpayer,
    veredicto: judged.veredicto,
    observacion: [ssco, judged.observacion].filter((text) => text !== '').join(' '),
    datoAl: edition.fecha,
    marcas: marks === undefined ? [] : listSentences(marks),
    tramos: padron.history(ruc),
  };
}
