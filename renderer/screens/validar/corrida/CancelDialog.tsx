import type { RunSnapshot } from '../../../../shared/contract.ts';
import { useValidar } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { countOf } from '../../../format/numbers.ts';

/** Asks before a run is cancelled, and says what stays. */
export function CancelDialog({
  run,
  opened,
  onClose,
}: {
  run: RunSnapshot;
  opened: boolean;
  onClose: () => void;
}) {
  const cancelRun = useValidar((m) => m.cancelRun);
  return (
    <Dialog
      opened={opened}
      title="¿Cancelar la corrida?"
      onClose={onClose}
      actions={
        <>
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
        </>
      }
    >
      <p className="t2">Se conservan {countOf(run.listos, 'veredicto', 'veredictos')} y puede retomarla.</p>
    </Dialog>
  );
}
