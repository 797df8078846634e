import { useValidar } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { count } from '../../../format/numbers.ts';
import { failureSentence } from '../../../words/failures.ts';
import type { Draft } from '../state/model.ts';

interface CeilingDialogProps {
  opened: boolean;
  needs: number;
  tope: number;
  onClose(): void;
  /** The ceiling to start with; null passes it this once. */
  onChoose(tope: number | null): void;
}

/** The plan needs more than its ceiling: pass it this once, stop at it, or go back. */
export function CeilingDialog({ opened, needs, tope, onClose, onChoose }: CeilingDialogProps) {
  return (
    <Dialog
      opened={opened}
      title="¿Pasar el tope solo esta vez?"
      onClose={onClose}
      actions={
        <>
          <ActionButton kind="ghost" onClick={onClose}>
            Volver al plan
          </ActionButton>
          <ActionButton
            onClick={() => {
              onChoose(tope);
            }}
          >
            Validar hasta el tope
          </ActionButton>
          <ActionButton
            kind="primary"
            data-autofocus
            onClick={() => {
              onChoose(null);
            }}
          >
            Pasar el tope
          </ActionButton>
        </>
      }
    >
      <p className="t2">
        Este plan necesita {count(needs)} consultas y su tope es {count(tope)}. Si valida hasta el tope, la
        corrida se detiene ahí y puede retomarla.
      </p>
    </Dialog>
  );
}

/** Main asks for a yes before it starts (a signed workbook, a column that repeats one RUC). */
export function YesDialog({ draft }: { draft: Draft }) {
  const start = useValidar((m) => m.start);
  const withdraw = useValidar((m) => m.withdraw);
  return (
    <Dialog
      opened={draft.pideSi !== null}
      title="¿Seguir con este libro?"
      onClose={withdraw}
      actions={
        <>
          <ActionButton onClick={withdraw}>Volver al plan</ActionButton>
          <ActionButton
            kind="primary"
            data-autofocus
            onClick={() => void start(draft.pideSi?.tope ?? null, true)}
          >
            Seguir
          </ActionButton>
        </>
      }
    >
      <p className="t2">{draft.pideSi === null ? '' : failureSentence(draft.pideSi.fallo)}</p>
    </Dialog>
  );
}
