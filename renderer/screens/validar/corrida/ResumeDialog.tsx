import { Modal, NumberInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { RunSnapshot } from '../../../../shared/contract.ts';
import { useValidar } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { count } from '../../../format/numbers.ts';
import { settled } from '../state/model.ts';
import styles from './Dialog.module.css';

/**
 * Takes a run up again. At once, save where its ceiling stopped it: then the new ceiling is asked for first,
 * since with the old one it would stop again.
 */
export function ResumeDialog({ run, onClose }: { run: RunSnapshot | null; onClose: () => void }) {
  const resume = useValidar((m) => m.resume);
  const asks = run !== null && run.freno?.code === 'tope-alcanzado';
  const pending = run === null ? 0 : run.distintos - settled(run);
  const enough = run === null ? 0 : run.consultasUsadas + pending;
  const [tope, setTope] = useState<number | ''>('');

  useEffect(() => {
    if (run === null) return;
    if (asks) setTope(enough);
    else {
      void resume(run.corrida, run.tope);
      onClose();
    }
    // Only a run that was just handed in; the rest follows from it.
  }, [run?.corrida]);

  return (
    <Modal opened={asks} onClose={onClose} title="¿Retomar con otro tope?">
      {run === null ? null : (
        <>
          <p className="t2">
            La corrida usó {count(run.consultasUsadas)} de las {count(run.tope ?? 0)} consultas de su tope y le faltan{' '}
            {count(pending)} RUC.
          </p>
          <NumberInput
            className={styles.field}
            label="Tope de la corrida, en consultas"
            description="Déjelo vacío para retomarla sin tope."
            value={tope}
            onChange={(value) => {
              setTope(typeof value === 'number' ? value : '');
            }}
            min={1}
            allowDecimal={false}
            allowNegative={false}
            thousandSeparator=","
            data-autofocus
          />
          <div className={styles.actions}>
            <ActionButton onClick={onClose}>Volver</ActionButton>
            <ActionButton
              kind="primary"
              onClick={() => {
                void resume(run.corrida, tope === '' ? null : tope);
                onClose();
              }}
            >
              Retomar
            </ActionButton>
          </div>
        </>
      )}
    </Modal>
  );
}
