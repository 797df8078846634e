import { Checkbox } from '@mantine/core';
import { useValidar } from '../../../app/services.tsx';
import { Notice } from '../../../components/Notice.tsx';
import type { Draft } from '../state/model.ts';
import styles from './Plan.module.css';

/** Where the only column repeats one RUC, the run waits for the user's yes. */
export function ConfirmColumn({ draft }: { draft: Draft }) {
  const confirmColumn = useValidar((m) => m.confirmColumn);
  if (draft.plan?.confirmarConstante !== true) return null;
  const where = draft.objeto.tipo === 'libro' ? '' : ` de «${draft.plan.fuentes[0]?.nombre ?? ''}»`;
  return (
    <Notice tone="nota" live={false}>
      <p>
        La única columna con RUC{where} repite un solo número en todas las filas: puede ser el de su empresa.
        Confírmelo o elija otra en «Columna».
      </p>
      <Checkbox
        className={styles.confirm}
        size="sm"
        label="Sí, esta es la columna que quiero validar"
        checked={draft.confirmado}
        onChange={(event) => {
          confirmColumn(event.currentTarget.checked);
        }}
      />
    </Notice>
  );
}
