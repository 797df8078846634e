/** Whom a run asks, and what a person should know of the padrón that it uses. */
import type { Politica } from '../../shared/contract.ts';
import { HabidoError } from '../../shared/errors.ts';
import { toLimaDay } from '../../shared/time.ts';
import type { Workspace } from '../workspace.ts';
import type { CliIo } from './io.ts';

export interface PolicyOptions {
  politica?: Politica;
  sinRed: boolean;
  soloPlan: boolean;
  /** The run that is taken up. */
  reanudar?: string;
}

/**
 * The run's policy: as said, else as the run that is taken up has it, else `vivo` with a token and `local`
 * without. Where the token is missing, an explicit `vivo` throws `token-falta`, and so does a taken-up run that
 * asks; `padron-primero` becomes `local`, and says so.
 */
export function choosePolicy(io: CliIo, workspace: Workspace, options: PolicyOptions): Politica {
  if (options.sinRed) return 'local';
  const hasToken = workspace.token.get() !== null;
  const stored = options.reanudar === undefined ? null : workspace.service.record(options.reanudar).politica;
  const politica = options.politica ?? stored ?? (hasToken ? 'vivo' : 'local');
  // A plan asks nobody, so it needs no token.
  if (politica === 'local' || hasToken || options.soloPlan) return politica;
  if (options.politica !== 'padron-primero') throw new HabidoError('token-falta');
  io.err('Falta el token de Migo: se usan solo el padrón y las respuestas guardadas.\n');
  return 'local';
}

/** Says on stderr what is to be known of the padrón: that there is none, or that it is old. */
export function warnOfPadron(io: CliIo, { onDisk }: Workspace, politica: Politica): void {
  if (politica === 'vivo') return;
  const edition = onDisk.edition();
  if (edition === null) {
    if (politica === 'padron-primero') io.err('No hay padrón en disco: se consulta todo a Migo.\n');
    return;
  }
  if (onDisk.isOld(edition.fecha)) {
    io.err(`El padrón en disco es del ${toLimaDay(edition.fecha)}: conviene importar uno más reciente.\n`);
  }
}
