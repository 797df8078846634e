/** The check that reads everything: once the page listens, so that the window never waits for it. */
import type { StartupFinding } from '../audit/startup-check.ts';
import type { Send } from '../ipc/handle.ts';
import { HabidoError } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';

/** Runs `check` the first time it is called, and tells the window what is not sound. */
export function laterCheck(check: () => Promise<StartupFinding>, send: Send, log: Log): () => void {
  let begun = false;
  return () => {
    if (begun) return;
    begun = true;
    check().then(
      ({ whole, chained }) => {
        if (!whole) send('app.failure', new HabidoError('datos-danados').toPlain());
        else if (!chained) send('app.failure', new HabidoError('auditoria-alterada').toPlain());
      },
      (error: unknown) => log.error('The check after the start could not be made.', error),
    );
  };
}
