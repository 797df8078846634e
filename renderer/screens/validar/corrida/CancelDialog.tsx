import { Modal } from '@mantine/core';
import type { RunSnapshot } from '../../../../shared/contract.ts';
import { useValidar } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { countOf } from '../../../format/numbers.ts';
import styles from './Dialog.module.css';

/** Asks before a run is cancelled, and says what stays. */
export function CancelDialog({ run, opened, onClose }: { run: RunSnapshot; opened: boolean; onClose: () => void }) {
  const cancelRun = useValidar((m) => m.cancelRun);
  return (
    <Modal opened={opened} onClose={onClose} title="¿Cancelar la corrida?">
      <p className="t2">Se conservan {countOf(run.listos, 'veredicto', 'veredictos')} y puede retomarla.</p>
      <div className={styles.actions}>
        <ActionButton data-autofocus onClick={onClose}>
          Seguir
        </ActionButton>
        <ActionButton
          danger
          onClick={() => {
            onClose();
            void cancelRun();
          }}
        >
          Cancelar corrida
        </ActionButton>
      </div>
    </Modal>
  );
}
