import { useSocios } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { countOf } from '../../../format/numbers.ts';
import { Failure, useSending } from './sending.tsx';

/** Asks before partners are taken out, and says what stays. */
export function RemoveDialog({ rucs, onClose }: { rucs: readonly string[]; onClose: () => void }) {
  const remove = useSocios((m) => m.remove);
  const { failure, sending, send } = useSending(onClose);
  const one = rucs.length === 1;
  return (
    <Dialog
      opened
      title={`¿Quitar ${one ? 'este socio' : countOf(rucs.length, 'socio', 'socios')}?`}
      onClose={onClose}
      actions={
        <>
          <ActionButton data-autofocus onClick={onClose}>
            {one ? 'Conservarlo' : 'Conservarlos'}
          </ActionButton>
          <ActionButton danger loading={sending} onClick={() => void send(remove(rucs))}>
            {one ? 'Quitar socio' : 'Quitar socios'}
          </ActionButton>
        </>
      }
    >
      <p className="t2">
        Deja{one ? '' : 'n'} de consultarse. Su historia se conserva: si lo{one ? '' : 's'} vuelve a agregar,
        sigue{one ? '' : 'n'} con ella.
      </p>
      <Failure of={failure} />
    </Dialog>
  );
}
