/** The checks that read everything: once the page listens, so that the window never waits for them. */
import type { StartupFinding } from '../audit/startup-check.ts';
import type { Send } from '../ipc/handle.ts';
import { HabidoError } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';

/**
 * Runs `check` the first time it is called, and tells the window what is not sound; then `padron`, which tells by
 * itself what it finds.
 */
export function laterCheck(
  check: () => Promise<StartupFinding>,
  padron: () => Promise<void>,
  send: Send,
  log: Log,
): () => void {
  let begun = false;
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (error instanceof HabidoError && error.code === 'cancelado') return;
      log.error('The check after the start could not be made.', error);
    }
  };
  const checkData = async (): Promise<void> => {
    const { whole, chained } = await check();
    if (!whole) send('app.failure', new HabidoError('datos-danados').toPlain());
    else if (!chained) send('app.failure', new HabidoError('auditoria-alterada').toPlain());
  };
  const checkAll = async (): Promise<void> => {
    await attempt(checkData);
    // One after the other: both read from the same disk.
    await attempt(padron);
  };
  return () => {
    if (begun) return;
    begun = true;
    void checkAll();
  };
}
