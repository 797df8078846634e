/** The worker thread's entry for one import of a register: reading a workbook may take a second. */
import { parentPort, workerData } from 'node:worker_threads';
import { asHabidoError } from '../../../shared/errors.ts';
import type { Clock } from '../../../shared/ports.ts';
import { AuditLog } from '../../audit/audit-log.ts';
import { peruHolidays } from '../../calendar/peru.ts';
import { openDatabase } from '../../database/open.ts';
import { importRegister } from './import-register.ts';
import type { RegisterFinding, RegisterJob } from './protocol.ts';
import { RegisterStore } from './register-store.ts';
import { RegisterWriter } from './register-writer.ts';

async function run(job: RegisterJob): Promise<RegisterFinding> {
  try {
    const database = openDatabase(job.folder);
    try {
      // The moment of the import is its caller's: nothing here waits.
      const clock: Pick<Clock, 'now'> = { now: () => job.now };
      const audit = new AuditLog(database, { appVersion: job.appVersion, askedBy: job.askedBy, clock });
      const end = await importRegister(job.path, job.choice, {
        store: new RegisterStore(database),
        writer: new RegisterWriter(database, audit),
        holidays: () => peruHolidays(job.feriados),
        now: job.now,
      });
      return { ok: true, end };
    } finally {
      database.close();
    }
  } catch (error) {
    const { code, data } = asHabidoError(error);
    return { ok: false, code, data };
  }
}

parentPort?.postMessage(await run(workerData as RegisterJob));
