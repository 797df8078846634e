/** The worker thread's entry for one job on registers: reading a workbook may take a second, a calendar a tenth. */
import { parentPort, workerData } from 'node:worker_threads';
import { asHabidoError } from '../../../shared/errors.ts';
import type { Clock } from '../../../shared/ports.ts';
import { AuditLog } from '../../audit/audit-log.ts';
import { peruHolidays } from '../../calendar/peru.ts';
import { openDatabase, type HabidoDatabase } from '../../database/open.ts';
import { importRegister, type RegisterImportEnd } from './import-register.ts';
import type { RegisterFinding, RegisterJob, TermsJob } from './protocol.ts';
import { RegisterStore } from './register-store.ts';
import { RegisterWriter } from './register-writer.ts';
import { recountTerms } from './terms.ts';

async function run(job: RegisterJob | TermsJob): Promise<RegisterFinding> {
  try {
    const database = openDatabase(job.folder);
    try {
      return {
        ok: true,
        result: await (job.kind === 'import' ? importIn(database, job) : recountIn(database, job)),
      };
    } finally {
      database.close();
    }
  } catch (error) {
    const { code, data } = asHabidoError(error);
    return { ok: false, code, data };
  }
}

async function importIn(database: HabidoDatabase, job: RegisterJob): Promise<RegisterImportEnd> {
  // The moment of the import is its caller's: nothing here waits.
  const clock: Pick<Clock, 'now'> = { now: () => job.now };
  const audit = new AuditLog(database, { appVersion: job.appVersion, askedBy: job.askedBy, clock });
  return importRegister(job.path, job.choice, {
    store: new RegisterStore(database),
    writer: new RegisterWriter(database, audit),
    holidays: () => peruHolidays(job.feriados),
    now: job.now,
  });
}

async function recountIn(database: HabidoDatabase, job: TermsJob): Promise<number> {
  return recountTerms(database, await peruHolidays(job.feriados));
}

parentPort?.postMessage(await run(workerData as RegisterJob | TermsJob));
