import { useValidar } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { Notice } from '../../../components/Notice.tsx';
import { ProgressBar } from '../../../components/ProgressBar.tsx';
import { percent } from '../../../format/numbers.ts';
import type { JobPhase, Output, RunView } from '../state/model.ts';
import { savedWords } from './sentence.ts';
import styles from './Corrida.module.css';

const WORDS: Record<Output, Record<JobPhase, string>> = {
  copia: {
    leer: 'Leyendo el libro original',
    escribir: 'Escribiendo la copia',
    revisar: 'Revisando la copia contra el original',
  },
  informe: {
    leer: 'Reuniendo los resultados',
    escribir: 'Escribiendo el informe',
    revisar: 'Revisando el informe',
  },
};

/** The copy or the report: while it is written, and once it is there, with the ways to it and what to know of it. */
export function SavedStrip({ view }: { view: RunView }) {
  if (view.guardando !== null) return <Saving job={view.guardando} />;
  if (view.copia === null) return null;
  return <Saved copia={view.copia} />;
}

function Saving({ job }: { job: NonNullable<RunView['guardando']> }) {
  const cancelJob = useValidar((m) => m.cancelJob);
  const done = Math.floor(job.avance * 100);
  const words = WORDS[job.clase][job.fase];
  return (
    <div className={styles.messages}>
      <Notice
        tone="nota"
        live={false}
        actions={<ActionButton onClick={() => void cancelJob()}>Cancelar</ActionButton>}
      >
        <div className={styles.saving}>
          <span>{words}</span>
          <ProgressBar label={words} done={done} />
          <span className="t2">{percent(done)}</span>
        </div>
      </Notice>
    </div>
  );
}

function Saved({ copia }: { copia: NonNullable<RunView['copia']> }) {
  const openCopy = useValidar((m) => m.openCopy);
  const showCopy = useValidar((m) => m.showCopy);
  const { copias, avisos } = copia;
  const { que, nombre } = savedWords(copia);
  return (
    <div className={styles.messages}>
      <Notice
        tone="nota"
        actions={
          <>
            {copias > 1 ? null : <ActionButton onClick={() => void openCopy()}>Abrir</ActionButton>}
            <ActionButton onClick={() => void showCopy()}>Mostrar en carpeta</ActionButton>
          </>
        }
      >
        <p>
          {que}: <b className="b">{nombre}</b>.
        </p>
        {avisos.map((aviso) => (
          <p key={aviso} className="s12 t2">
            {aviso}
          </p>
        ))}
      </Notice>
    </div>
  );
}
