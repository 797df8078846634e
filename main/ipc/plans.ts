/** Calls about reading a workbook and planning a run. */
import type { ChoiceMemory, RememberedChoice } from '../database/choice-memory.ts';
import { shapeKey } from '../workbook/shape-key.ts';
import { CONSTANT_ROWS, planPolicies, planTime, type PlanFigures } from '../validation/plan.ts';
import { mergeReadings, type MergedReading } from '../validation/merge-readings.ts';
import { nameOfSources, type NewSource } from '../validation/new-run.ts';
import { costOf } from '../validation/money.ts';
import type { WorkbookReading } from '../../shared/workbook.ts';
import type { Workspace } from '../workspace.ts';
import type { CallInput, Plan, PlanOption, Politica, Reading } from '../../shared/contract.ts';
import { ERRORS, errorSentence } from '../../shared/errors.ts';
import type { BookReader, BookReaderDeps } from './book-reader.ts';
import type { HandleRegistry } from './file-handles.ts';
import type { Handlers } from './handle.ts';

/** A plan as main keeps it between `plan.make` and `run.start`. */
export interface KeptPlan {
  fuentes: NewSource[];
  merged: MergedReading;
  frescuraMs: number;
  confirmarConstante: boolean;
  /** What is remembered of the choice once the run starts; a null choice forgets. */
  memoria: { shape: string; choice: RememberedChoice | null };
}

export interface PlanDeps extends BookReaderDeps {
  books: BookReader;
  plans: HandleRegistry<KeptPlan>;
}

type PlanHandlers = Pick<Handlers, 'workbook.read' | 'plan.make' | 'job.cancel'>;

export function planHandlers(deps: PlanDeps): PlanHandlers {
  const { books } = deps;
  return {
    'workbook.read': async ({ archivo }) => {
      books.forget(archivo);
      const reading = await books.workbook(archivo);
      const recordada = rememberedIn(deps.workspace().choices, reading);
      return { ...readingView(deps.files.get(archivo).nombre, reading), recordada };
    },
    'plan.make': async (input) => {
      const workbook = await books.workbook(input.archivo);
      const { otras = [], frescuraMs, ...first } = input;
      const source = await books.column(first);
      const fuentes = [source];
      for (const other of otras) fuentes.push(await books.column(other));
      const { reading } = source;
      const confirmarConstante = reading.constante && reading.filas > CONSTANT_ROWS && !input.manual;
      const merged = mergeReadings(fuentes.map((found) => found.reading));
      const memoria = choiceToRemember(workbook, first);
      const kept = { fuentes, merged, frescuraMs, confirmarConstante, memoria };
      return planView(deps.workspace(), deps.plans.add(kept), workbook, kept);
    },
    'job.cancel': async () => {
      deps.job.cancel();
      return Promise.resolve({});
    },
  };
}

/** The remembered choice for a workbook of this shape, where its sheet and column are still there. */
function rememberedIn(choices: ChoiceMemory, reading: WorkbookReading): RememberedChoice | null {
  const choice = choices.get(shapeKey(reading));
  const sheet = reading.hojas.find((found) => found.nombre === choice?.hoja);
  const there = sheet?.columnas.some((column) => column.letra === choice?.columna) === true;
  return there ? choice : null;
}

/** What the next workbook of the same shape should know of this choice; null: it is what Habido proposes. */
function choiceToRemember(
  workbook: WorkbookReading,
  chosen: Pick<CallInput<'plan.make'>, 'hoja' | 'columna' | 'filaEncabezado' | 'manual'>,
): KeptPlan['memoria'] {
  const { hoja, columna, filaEncabezado, manual } = chosen;
  const best = workbook.candidatas[0];
  const proposed = best?.hoja === hoja && best.columna === columna && best.filaEncabezado === filaEncabezado;
  return { shape: shapeKey(workbook), choice: proposed ? null : { hoja, columna, filaEncabezado, manual } };
}

function readingView(nombre: string, reading: WorkbookReading): Omit<Reading, 'recordada'> {
  const empty = reading.columnaSinRuc;
  const none =
    empty === null
      ? errorSentence('sin-columna-ruc')
      : errorSentence('columna-sin-ruc', { columna: empty.columna, titulo: empty.titulo });
  const avisos: string[] = [];
  if (reading.abiertoEnExcel) avisos.push('El libro está abierto en Excel: se lee lo último que guardó.');
  if (reading.firmado)
    avisos.push('El libro tiene firma digital: la copia anotada la pierde; su original no cambia.');
  return {
    nombre,
    enSitio: reading.enSitio,
    hojas: reading.hojas,
    candidatas: reading.candidatas,
    sinColumna: empty !== null || reading.candidatas.length === 0 ? none : null,
    avisos,
  };
}

/** In the order of their cards. */
const POLICIES: readonly Politica[] = ['vivo', 'padron-primero', 'local'];

const NO_PADRON = 'No hay padrón en esta computadora: impórtelo en Padrón.';

async function planView(
  workspace: Workspace,
  plan: string,
  workbook: WorkbookReading,
  kept: KeptPlan,
): Promise<Plan> {
  const { fuentes, merged, frescuraMs } = kept;
  const { reading, manual } = fuentes[0] as NewSource;
  const precio = workspace.settings.get().precio;
  const opciones: PlanOption[] = [];
  const { onDisk } = workspace;
  const plans = await planPolicies(merged, { onDisk, since: workspace.clock.now() - frescuraMs });
  const edition = onDisk.edition();
  for (const politica of POLICIES) {
    opciones.push(planOption(workspace, politica, plans[politica], precio));
  }
  const { hoja, columna, filaEncabezado } = reading.choice;
  const isChosen = (found: { hoja: string; columna: string; filaEncabezado: number }): boolean =>
    found.hoja === hoja && found.columna === columna && found.filaEncabezado === filaEncabezado;
  return {
    plan,
    nombre: nameOfSources(fuentes),
    fuentes: fuentes.map((source) => ({
      nombre: source.nombre,
      hoja: source.reading.choice.hoja,
      columna: source.reading.choice.columna,
      titulo: source.reading.titulo,
      filas: source.reading.filas,
      otros: source.reading.otros,
      distintos: source.reading.items.length,
    })),
    hoja,
    columna,
    filaEncabezado,
    titulo: reading.titulo,
    motivo: manual
      ? `Usted eligió la columna ${columna}.`
      : (workbook.candidatas.find(isChosen)?.motivo ?? ''),
    filas: merged.filas,
    otros: merged.otros,
    distintos: merged.items.length,
    formatoInvalido: plans.vivo.formatoInvalido,
    confirmarConstante: kept.confirmarConstante,
    frescuraMs,
    precio,
    padron: edition === null ? null : { fecha: edition.fecha, antiguo: onDisk.isOld(edition.fecha) },
    opciones,
    preview: reading.preview,
    alternativas: workbook.candidatas.filter((found) => !isChosen(found)),
  };
}

function planOption(
  workspace: Workspace,
  politica: Politica,
  figures: PlanFigures,
  precio: string | null,
): PlanOption {
  const { concurrencia } = workspace.settings.get();
  const time = planTime(figures, { perMinute: workspace.rate(), concurrency: concurrencia });
  const needsPadron = politica === 'padron-primero' && workspace.onDisk.edition() === null;
  const needsToken = politica !== 'local' && workspace.token.get() === null;
  return {
    politica,
    consultasMinimo: figures.consultasMinimo,
    consultasMaximo: figures.consultasMaximo,
    peticiones: figures.peticiones,
    enCache: figures.enCache,
    enPadron: figures.enPadron,
    costo: costOf(figures.consultasMaximo, precio),
    tiempoMinMs: Math.round(time.minMs),
    tiempoMaxMs: Math.round(time.maxMs),
    impedimento: needsPadron ? NO_PADRON : needsToken ? ERRORS['token-falta'].sentence : null,
  };
}
