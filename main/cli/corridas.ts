/** `habido corridas`: the runs, newest first. */
import { EXIT } from '../../shared/errors.ts';
import { toLimaIso, toLimaMinute } from '../../shared/time.ts';
import type { Workspace } from '../workspace.ts';
import { printJson, type CliIo } from './io.ts';
import { resumenOf } from './results.ts';

export function corridas(io: CliIo, workspace: Workspace, options: { json: boolean }): number {
  const runs = workspace.service.list();
  if (options.json) {
    printJson(io, {
      corridas: runs.map((run) => ({
        corrida: run.corrida,
        archivo: run.nombre,
        hash: workspace.service.record(run.corrida).fuentes[0]?.hash ?? '',
        estado: run.estado,
        inicio: toLimaIso(run.inicio),
        fin: run.fin === null ? null : toLimaIso(run.fin),
        resumen: resumenOf(run.conteo, run.distintos - run.listos),
      })),
    });
    return EXIT.done;
  }
  if (runs.length === 0) io.out('Todavía no hay corridas.\n');
  for (const run of runs) {
    io.out(`${run.corrida}  ${toLimaMinute(run.inicio)}  ${run.estado.padEnd(12)}  ${run.nombre}\n`);
  }
  return EXIT.done;
}
