/** A run over workbooks by its id. */
import type { RunRecord } from '../database/run-store.ts';
import type { Workspace } from '../workspace.ts';
import { HabidoError } from '../../shared/errors.ts';

/** Throws `corrida-no-existe` for a refresh of partners too: it has no workbook to read again or to write. */
export function bookRun({ service }: Pick<Workspace, 'service'>, corrida: string): RunRecord {
  const run = service.record(corrida);
  if (run.tipo !== 'libro') throw new HabidoError('corrida-no-existe');
  return run;
}
