import { useState, type ReactNode } from 'react';
import type { CallOutput, RunSnapshot } from '../../../../shared/contract.ts';
import { useValidar } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import type { MenuOption } from '../../../components/OptionsMenu.tsx';
import { count } from '../../../format/numbers.ts';
import { uploadsOf } from '../../../words/sunat.ts';
import styles from './SunatWay.module.css';

/**
 * SUNAT's own free way for what nobody has answered: files to upload, its page, and the answers dropped back.
 * `option` opens the dialog; null where everybody has answered.
 */
export function useSunatWay(run: RunSnapshot): { option: MenuOption | null; dialog: ReactNode } {
  const [opened, setOpened] = useState(false);
  const unanswered = run.conteo['SIN RESPUESTA'];
  const open = run.puedeRetomar && unanswered > 0;
  return {
    option: open
      ? {
          label: 'Preparar consulta múltiple',
          hint: `${count(unanswered)} RUC sin respuesta, gratis en la página de SUNAT`,
          onChoose: () => {
            setOpened(true);
          },
        }
      : null,
    dialog:
      open && opened ? (
        <StepsDialog
          rucs={unanswered}
          onClose={() => {
            setOpened(false);
          }}
        />
      ) : null,
  };
}

function StepsDialog({ rucs, onClose }: { rucs: number; onClose: () => void }) {
  const { prepareSunat, openSunatPage, showFile } = useValidar((m) => m.sunat);
  const [saved, setSaved] = useState<CallOutput<'sunat.prepare'>>(null);
  const [saving, setSaving] = useState(false);
  const save = async (): Promise<void> => {
    setSaving(true);
    const files = await prepareSunat();
    setSaving(false);
    if (files !== null) setSaved(files);
  };
  return (
    <Dialog
      opened
      title={`¿Consultar ${count(rucs)} RUC gratis en la página de SUNAT?`}
      onClose={onClose}
      actions={
        <>
          <ActionButton onClick={onClose}>Cerrar</ActionButton>
          <ActionButton onClick={() => void openSunatPage()}>Abrir la página de SUNAT</ActionButton>
          <ActionButton kind="primary" loading={saving} onClick={() => void save()} data-autofocus>
            Guardar archivos
          </ActionButton>
        </>
      }
    >
      <ol className={styles.steps}>
        <li>Guarde los archivos: {uploadsOf(rucs)}.</li>
        <li>
          En la página de SUNAT suba cada archivo, escriba el código de la imagen y descargue su respuesta
          (RM….zip).
        </li>
        <li>Suelte aquí las respuestas: los veredictos que faltan se completan con su fecha.</li>
      </ol>
      {saved === null ? null : (
        <p className={styles.saved} role="status">
          {saved.archivos === 1 ? 'Se guardó un archivo' : `Se guardaron ${count(saved.archivos)} archivos`}{' '}
          con {count(saved.rucs)} RUC.{' '}
          <ActionButton kind="ghost" onClick={() => void showFile(saved.copia)}>
            Mostrar en carpeta
          </ActionButton>
        </p>
      )}
    </Dialog>
  );
}
