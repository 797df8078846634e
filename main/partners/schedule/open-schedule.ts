/** The scheduler over an open workspace: its settings, its partners, its network. */
import type { PartnerScope, Settings } from '../../../shared/contract.ts';
import { asHabidoError, type ErrorCode } from '../../../shared/errors.ts';
import type { Log } from '../../../shared/log.ts';
import type { Clock, Random } from '../../../shared/ports.ts';
import { holidaysOf } from '../../calendar/peru.ts';
import type { HabidoDatabase } from '../../database/open.ts';
import { ScheduleTurns } from '../../database/schedule-turns.ts';
import type { Partners, StartedRefresh } from '../types.ts';
import { canReach } from './online.ts';
import type { PlannedSchedule } from './rounds.ts';
import { RefreshScheduler, type ScheduledRefresh } from './scheduler.ts';

/** What it needs of a workspace; one fits as it is. */
export interface ScheduleWorkspace {
  readonly database: HabidoDatabase;
  readonly clock: Clock;
  readonly settings: { get(): Settings; save(changes: Partial<Settings>): Settings };
  readonly token: { get(): string | null };
  readonly partners: Pick<Partners, 'summary' | 'refreshes' | 'onChange'>;
}

export interface ScheduleOptions {
  random: Random;
  log: Pick<Log, 'error'>;
  /** In place of a connection to the API's host. */
  isOnline?: (signal: AbortSignal) => boolean | Promise<boolean>;
}

/** What goes by the name of the general schedule. */
const ALL_NAME = 'Todos los socios';

/** Ends of a refresh that leave nothing to take up: then a new one is started. */
const NOTHING_TO_RESUME = new Set<ErrorCode>(['corrida-sin-pendientes', 'corrida-no-existe']);

/** A scheduler that runs from now on; `stop` it before the workspace is closed. */
export function openSchedule(workspace: ScheduleWorkspace, options: ScheduleOptions): RefreshScheduler {
  const { database, clock, settings, token, partners } = workspace;
  const { refreshes } = partners;
  const { random, log, isOnline } = options;
  const scheduler = new RefreshScheduler({
    schedules: () => plannedSchedules(settings.get(), partners),
    refresh: (ask) => beginRefresh(refreshes, ask),
    isOnline: isOnline ?? ((signal) => canReach(settings.get().direccion, signal)),
    hasToken: () => token.get() !== null,
    turns: new ScheduleTurns(database, clock),
    holidays: holidaysOf(() => settings.get().feriados),
    pausedUntil: () => settings.get().agendaEnPausaHasta,
    setPausedUntil: (until) => {
      settings.save({ agendaEnPausaHasta: until });
    },
    watch: (changed) =>
      partners.onChange(() => {
        // A refresh changes them several times a second, and nothing that is planned.
        if (refreshes.current() === null) changed();
      }),
    clock,
    random,
    log,
  });
  scheduler.start();
  return scheduler;
}

/** The general schedule and the groups' own, where they are on and have somebody to ask about. */
function plannedSchedules(
  { sociosAgenda }: Pick<Settings, 'sociosAgenda'>,
  partners: Pick<Partners, 'summary'>,
): PlannedSchedule[] {
  const { socios, grupos } = partners.summary();
  const plans: PlannedSchedule[] = [];
  if (sociosAgenda.activa && socios > 0) plans.push({ grupo: '', nombre: ALL_NAME, agenda: sociosAgenda });
  for (const { clave, nombre, agenda, socios: members } of grupos)
    if (agenda?.activa === true && members > 0) plans.push({ grupo: clave, nombre, agenda });
  return plans;
}

async function beginRefresh(
  refreshes: Partners['refreshes'],
  { grupo, tope, retomar }: ScheduledRefresh,
): Promise<StartedRefresh> {
  if (retomar !== null) {
    try {
      return await refreshes.resume(retomar, { tope, askedBy: 'agenda' });
    } catch (error) {
      if (!NOTHING_TO_RESUME.has(asHabidoError(error).code)) throw error;
    }
  }
  const scope: PartnerScope = grupo === '' ? { tipo: 'todos' } : { tipo: 'grupo', grupo };
  return refreshes.start(scope, { tambienFrescos: false, tope, askedBy: 'agenda' });
}
