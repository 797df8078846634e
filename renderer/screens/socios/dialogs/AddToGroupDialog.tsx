import { useState } from 'react';
import { useSocios } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { countOf } from '../../../format/numbers.ts';
import { GroupPicker } from './GroupPicker.tsx';
import { Failure, useSending } from './sending.tsx';

/** Puts partners into groups; those that they are in stay. */
export function AddToGroupDialog({ rucs, onClose }: { rucs: readonly string[]; onClose: () => void }) {
  const edit = useSocios((m) => m.edit);
  const [names, setNames] = useState<string[]>([]);
  const { failure, sending, send } = useSending(onClose);
  return (
    <Dialog
      opened
      title={`Agregar ${countOf(rucs.length, 'socio', 'socios')} a un grupo`}
      onClose={onClose}
      actions={
        <>
          <ActionButton kind="ghost" onClick={onClose}>
            Volver
          </ActionButton>
          <ActionButton
            kind="primary"
            disabled={names.length === 0}
            loading={sending}
            onClick={() => void send(edit(rucs, { agregarGrupos: names }))}
          >
            Agregar a grupo
          </ActionButton>
        </>
      }
    >
      <GroupPicker label="Grupos" value={names} onChange={setNames} />
      <Failure of={failure} />
    </Dialog>
  );
}
