import { useSocios } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { count } from '../../../format/numbers.ts';

/** Asks before a refresh passes the ceiling of queries. */
export function CeilingDialog() {
  const asked = useSocios((m) => m.pideTope);
  const answer = useSocios((m) => m.answerCeiling);
  if (asked === null) return null;
  const { consultas, tope } = asked;
  return (
    <Dialog
      opened
      title="¿Pasar el tope solo esta vez?"
      onClose={() => void answer(null)}
      actions={
        <>
          <ActionButton kind="ghost" onClick={() => void answer(null)}>
            Volver
          </ActionButton>
          <ActionButton data-autofocus onClick={() => void answer(false)}>
            Refrescar hasta el tope
          </ActionButton>
          <ActionButton danger onClick={() => void answer(true)}>
            Pasar el tope
          </ActionButton>
        </>
      }
    >
      <p className="t2">
        Este refresco necesita {count(consultas)} consultas y su tope es {count(tope)}. Hasta el tope, los
        demás quedan para el próximo refresco.
      </p>
    </Dialog>
  );
}
