import { useValidar } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { Notice } from '../../../components/Notice.tsx';
import { ProgressBar } from '../../../components/ProgressBar.tsx';
import { percent } from '../../../format/numbers.ts';
import { givesReport } from '../../../words/formats.ts';
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
  const asReport = givesReport(view.salidas);
  if (view.guardando !== null) return <Saving job={view.guardando} asReport={asReport} />;
  if (view.copia === null) return null;
  return <Saved copia={view.copia} asReport={asReport} />;
}

function Saving({ job, asReport }: { job: NonNullable<RunView['guardando']>; asReport: boolean }) {
  const cancelJob = useValidar((m) => m.cancelJob);
  const done = Math.floor(job.avance * 100);
  // A report made of the workbook reads it first, as a copy does.
  const words = WORDS[asReport && job.fase !== 'leer' ? 'informe' : job.clase][job.fase];
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

function Saved({ copia, asReport }: { copia: NonNullable<RunView['copia']>; asReport: boolean }) {
  const openCopy = useValidar((m) => m.openCopy);
  const showCopy = useValidar((m) => m.showCopy);
  const { copias, avisos } = copia;
  const { que, nombre } = savedWords(copia, asReport);
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
