import { useEffect, useRef } from 'react';
import { useCambios } from '../../app/services.tsx';
import { ActionButton } from '../../components/ActionButton.tsx';
import { FailureNotice, Notice } from '../../components/Notice.tsx';
import { ChangeFilters } from './ChangeFilters.tsx';
import { ChangesStatus } from './ChangesStatus.tsx';
import { Timeline } from './Timeline.tsx';
import styles from './Cambios.module.css';

/** Cambios: what was noticed in partners, day by day, the newest first. */
export function CambiosScreen() {
  const load = useCambios((m) => m.load);
  const fallo = useCambios((m) => m.fallo);
  const dismiss = useCambios((m) => m.dismiss);
  const timeline = useRef<{ focusActive(): void }>(null);
  useEffect(() => {
    load();
  }, [load]);
  return (
    <div className={styles.view}>
      <ChangeFilters
        onLeave={() => {
          timeline.current?.focusActive();
        }}
      />
      {fallo === null ? null : (
        <div className={styles.notice}>
          <FailureNotice failure={fallo} onDismiss={dismiss} />
        </div>
      )}
      <SavedBook />
      <div className={styles.list}>
        <Timeline ref={timeline} />
        <ChangesStatus />
      </div>
    </div>
  );
}

/** The workbook that was written, with the ways to it. */
function SavedBook() {
  const copia = useCambios((m) => m.copia);
  const openBook = useCambios((m) => m.openBook);
  const showBook = useCambios((m) => m.showBook);
  const dismiss = useCambios((m) => m.dismiss);
  if (copia === null) return null;
  return (
    <div className={styles.notice}>
      <Notice
        tone="nota"
        actions={
          <>
            <ActionButton onClick={() => void openBook()}>Abrir</ActionButton>
            <ActionButton onClick={() => void showBook()}>Mostrar en carpeta</ActionButton>
            <ActionButton kind="ghost" onClick={dismiss}>
              Entendido
            </ActionButton>
          </>
        }
      >
        Copia guardada: <b className="b">{copia.nombre}</b>.
      </Notice>
    </div>
  );
}
