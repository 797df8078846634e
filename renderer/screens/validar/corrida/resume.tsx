import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { Politica, RunSnapshot } from '../../../../shared/contract.ts';
import { useValidar } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { count } from '../../../format/numbers.ts';
import { settled } from '../state/model.ts';
import styles from './Corrida.module.css';

/**
 * Taking a run up again: at once, save where its ceiling stopped it. Then the new ceiling is asked for first,
 * since with the old one it would stop again.
 */
export function useResume(): { take(run: RunSnapshot, politica?: Politica): void; dialog: React.ReactNode } {
  const resume = useValidar((m) => m.resume);
  const [asking, setAsking] = useState<RunSnapshot | null>(null);
  const close = (): void => {
    setAsking(null);
  };
  return {
    take: (run, politica) => {
      if (run.freno?.code === 'tope-alcanzado') setAsking(run);
      else void resume(run.corrida, run.tope, politica);
    },
    dialog: asking === null ? null : <NewCeilingDialog run={asking} onClose={close} />,
  };
}

function NewCeilingDialog({ run, onClose }: { run: RunSnapshot; onClose: () => void }) {
  const resume = useValidar((m) => m.resume);
  const pending = run.distintos - settled(run);
  const [tope, setTope] = useState<number | string>(run.consultasUsadas + pending);
  return (
    <Dialog
      opened
      title="¿Retomar con otro tope?"
      onClose={onClose}
      actions={
        <>
          <ActionButton onClick={onClose}>Volver</ActionButton>
          <ActionButton
            kind="primary"
            onClick={() => {
              onClose();
              void resume(run.corrida, typeof tope === 'number' ? tope : null);
            }}
          >
            Retomar
          </ActionButton>
        </>
      }
    >
      <p className="t2">
        La corrida usó {count(run.consultasUsadas)} de las {count(run.tope ?? 0)} consultas de su tope y le
        faltan {count(pending)} RUC.
      </p>
      <NumberInput
        className={styles.newCeiling}
        label="Tope de toda la corrida, en consultas"
        description="Déjelo vacío para retomarla sin tope."
        value={tope}
        onChange={setTope}
        min={1}
        allowDecimal={false}
        allowNegative={false}
        thousandSeparator=","
        data-autofocus
      />
    </Dialog>
  );
}
