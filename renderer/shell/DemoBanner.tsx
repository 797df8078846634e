import { useState } from 'react';
import type { PlainError } from '../../shared/errors.ts';
import { useApp, usePadron, useValidar } from '../app/services.tsx';
import { ActionButton } from '../components/ActionButton.tsx';
import { isBusy } from '../screens/validar/state/model.ts';
import { failureSentence } from '../words/failures.ts';
import styles from './Shell.module.css';

/** Says on every screen that nothing here is real, and leads out. */
export function DemoBanner() {
  const demo = useApp((m) => m.state?.demo ?? false);
  const setDemo = useApp((m) => m.setDemo);
  const checking = useValidar((m) => isBusy(m.fase));
  const importing = usePadron((m) => m.estado?.trabajo != null || m.lista.enCurso !== null);
  const busy = checking || importing;
  const [failure, setFailure] = useState<PlainError | null>(null);
  if (!demo) return null;
  return (
    <div className={styles.demo}>
      <p>
        <b className="b">Modo demostración.</b>{' '}
        {failure === null
          ? 'Los contribuyentes son inventados, se guardan aparte y no se consulta a Migo.'
          : failureSentence(failure)}
      </p>
      <ActionButton
        kind="ghost"
        compact
        disabled={busy}
        onClick={() => {
          void setDemo(false).then(setFailure);
        }}
      >
        Salir de la demostración
      </ActionButton>
    </div>
  );
}
