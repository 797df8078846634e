import { useValidar } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { Notice } from '../../../components/Notice.tsx';
import { ProgressBar } from '../../../components/ProgressBar.tsx';
import { percent } from '../../../format/numbers.ts';
import type { JobPhase, RunView } from '../state/model.ts';
import styles from './Corrida.module.css';

const WORDS: Record<JobPhase, string> = {
  leer: 'Leyendo el libro original',
  escribir: 'Escribiendo la copia',
  revisar: 'Revisando la copia contra el original',
};

/** The copy: while it is written, and once it is there, with the ways to it and what to know of it. */
export function SavedStrip({ view }: { view: RunView }) {
  if (view.guardando !== null) return <Saving fase={view.guardando.fase} avance={view.guardando.avance} />;
  if (view.copia === null) return null;
  return <Saved nombre={view.copia.nombre} avisos={view.copia.avisos} />;
}

function Saving({ fase, avance }: { fase: JobPhase; avance: number }) {
  const cancelJob = useValidar((m) => m.cancelJob);
  const done = Math.floor(avance * 100);
  return (
    <div className={styles.messages}>
      <Notice
        tone="nota"
        live={false}
        actions={<ActionButton onClick={() => void cancelJob()}>Cancelar</ActionButton>}
      >
        <div className={styles.saving}>
          <span>{WORDS[fase]}</span>
          <ProgressBar label={WORDS[fase]} done={done} />
          <span className="t2">{percent(done)}</span>
        </div>
      </Notice>
    </div>
  );
}

function Saved({ nombre, avisos }: { nombre: string; avisos: readonly string[] }) {
  const openCopy = useValidar((m) => m.openCopy);
  const showCopy = useValidar((m) => m.showCopy);
  return (
    <div className={styles.messages}>
      <Notice
        tone="nota"
        actions={
          <>
            <ActionButton onClick={() => void openCopy()}>Abrir</ActionButton>
            <ActionButton onClick={() => void showCopy()}>Mostrar en carpeta</ActionButton>
          </>
        }
      >
        <p>
          Copia guardada: <b className="b">{nombre}</b>.
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
