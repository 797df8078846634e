/** `habido socios refrescar`: asks again for the partners that are due, as the schedule of the window does. */
import type { PartnerChange, PartnerScope, RefreshEnd, RunSnapshot } from '../../shared/contract.ts';
import { EXIT, HabidoError } from '../../shared/errors.ts';
import type { StartedRefresh } from '../partners/types.ts';
import type { Workspace } from '../workspace.ts';
import { printJson, type CliIo } from './io.ts';
import { reportProgress } from './progress.ts';
import { changeText, groupKeyNamed } from './socios.ts';
import { CLI_GIVE_UP_PROBES } from './validar.ts';

export interface RefrescarOptions {
  grupo?: string;
  /** Also those whose answer is still fresh. */
  todos: boolean;
  tope?: number;
  json: boolean;
}

/** Answers the exit code; nobody due is 0. Rejects with HabidoError for what keeps it from starting. */
export async function sociosRefrescar(
  io: CliIo,
  workspace: Workspace,
  options: RefrescarOptions,
): Promise<number> {
  const { partners } = workspace;
  const scope: PartnerScope =
    options.grupo === undefined
      ? { tipo: 'todos' }
      : { tipo: 'grupo', grupo: groupKeyNamed(partners, options.grupo) };
  const started = await startOrNull(workspace, scope, options);
  if (started === null) {
    io.err(`${new HabidoError('socios-nada-vencido').message}\n`);
    if (options.json) printJson(io, { consultados: 0, sinRespuesta: 0, cambios: [], peticiones: 0 });
    return EXIT.done;
  }
  const end = await follow(io, workspace, started);
  if (end.estado === 'cancelada') throw new HabidoError('cancelado');
  tell(io, workspace, end, options);
  if (end.freno !== null) {
    io.err(`${end.freno.message}\n`);
    return new HabidoError(end.freno.code).exitCode;
  }
  return end.sinRespuesta > 0 ? EXIT.unanswered : EXIT.done;
}

async function startOrNull(
  { partners }: Workspace,
  scope: PartnerScope,
  options: RefrescarOptions,
): Promise<StartedRefresh | null> {
  try {
    return await partners.refreshes.start(scope, {
      tambienFrescos: options.todos,
      tope: options.tope ?? null,
      askedBy: 'comando',
      giveUpAfterProbes: CLI_GIVE_UP_PROBES,
    });
  } catch (error) {
    // A task that runs every day finds nobody due on most of them: that is no failure.
    if (error instanceof HabidoError && error.code === 'socios-nada-vencido') return null;
    throw error;
  }
}

async function follow(io: CliIo, workspace: Workspace, started: StartedRefresh): Promise<RefreshEnd> {
  const { refreshes } = workspace.partners;
  const cancel = (): void => {
    // What fails while it ends is told by the refresh itself, which is awaited below.
    refreshes.cancel().catch(() => undefined);
  };
  if (io.interrupted.aborted) cancel();
  io.interrupted.addEventListener('abort', cancel, { once: true });
  const stop = reportProgress(io, workspace.clock, started.corrida, (listener) =>
    refreshes.onProgress(listener),
  );
  try {
    return await started.done;
  } finally {
    stop();
    io.interrupted.removeEventListener('abort', cancel);
  }
}

function tell(io: CliIo, workspace: Workspace, end: RefreshEnd, options: RefrescarOptions): void {
  const { corrida, sinRespuesta } = end;
  const changes = changesOf(workspace, corrida);
  const run = workspace.service.snapshot(corrida);
  const consultados = askedOf(end, run);
  if (options.json) {
    printJson(io, {
      consultados,
      sinRespuesta,
      cambios: changes.map(({ ruc, campo, de, a }) => ({ ruc, campo, de, a })),
      peticiones: run.peticiones,
    });
    return;
  }
  io.out(`Socios consultados: ${count(consultados)} (peticiones: ${count(run.peticiones)}).\n`);
  if (sinRespuesta > 0) io.out(`Sin respuesta: ${count(sinRespuesta)}; siguen como estaban.\n`);
  io.out(changes.length === 0 ? 'Ningún socio cambió.\n' : `Cambios: ${count(changes.length)}\n`);
  for (const change of changes) io.out(changeText(change));
}

/** Partners asked about: where token, plan or ceiling stopped it, those whose turn had come. */
function askedOf({ socios, freno }: RefreshEnd, { consultasUsadas, desdeCache }: RunSnapshot): number {
  // Confirmations of omitted RUCs count as queries too.
  return freno === null ? socios : Math.min(socios, consultasUsadas + desdeCache);
}

function changesOf({ partners }: Workspace, corrida: string): PartnerChange[] {
  const query = { rumbo: 'todos', grupo: null, dias: null, sinLeer: false, corrida, texto: '' } as const;
  return [...partners.changes.pages(query)].flat();
}

const count = (value: number): string => value.toLocaleString('es-PE');
