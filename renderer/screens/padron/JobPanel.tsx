import type { PadronJob } from '../../../shared/contract.ts';
import { usePadron } from '../../app/services.tsx';
import { ActionButton } from '../../components/ActionButton.tsx';
import { FailureNotice, Notice } from '../../components/Notice.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { useSteadyText } from '../../util/useSteadyText.ts';
import { asksInDialog } from './dialogs.tsx';
import { endSentence, meanwhileWords, phaseWords, progressWords } from './words.ts';
import styles from './Padron.module.css';

const READ_EVERY_MS = 5000;

/** The import or download in course: what it does, how far it is, and the way to stop it. */
export function JobPanel({ trabajo }: { trabajo: PadronJob }) {
  const cancel = usePadron((m) => m.cancel);
  const hasEdition = usePadron((m) => m.estado?.edicion != null);
  const phase = phaseWords(trabajo);
  const figures = progressWords(trabajo);
  const read = useSteadyText(`${phase}. ${figures}`, READ_EVERY_MS);
  return (
    <section className={styles.job} aria-label="Importación en curso">
      <div className="sp">
        <div className={styles.jobLine}>
          <p className="b">{phase}</p>
          <p className="s13 t2 el">{figures}</p>
        </div>
        <ProgressBar
          label="Importación del padrón"
          done={(trabajo.progreso?.avance ?? 0) * 100}
          text={`${phase}. ${figures}`}
        />
        <p className="s12 t3 el" title={trabajo.nombre}>
          {trabajo.nombre}. {meanwhileWords(trabajo, hasEdition)}
        </p>
        <p className="sr" role="status">
          {read}
        </p>
      </div>
      <ActionButton disabled={trabajo.cancelando} onClick={() => void cancel()}>
        Cancelar
      </ActionButton>
    </section>
  );
}

/** How the last job ended, until it has been seen. */
export function JobEnd() {
  const ultimo = usePadron((m) => m.estado?.ultimo ?? null);
  const visto = usePadron((m) => m.visto);
  const dismiss = usePadron((m) => m.dismiss);
  if (ultimo === null || ultimo.id === visto || asksInDialog(ultimo)) return null;
  if (ultimo.fin === 'falla' && ultimo.error !== null) {
    return (
      <div className={styles.notice}>
        <FailureNotice failure={ultimo.error} onDismiss={dismiss} />
      </div>
    );
  }
  return (
    <div className={styles.notice}>
      <Notice
        tone="nota"
        actions={
          <ActionButton kind="ghost" onClick={dismiss}>
            Entendido
          </ActionButton>
        }
      >
        {endSentence(ultimo)}
      </Notice>
    </div>
  );
}
