import type { RunSnapshot } from '../../../../shared/contract.ts';
import { useSocios, useValidar } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { OptionsMenu, type MenuOption } from '../../../components/OptionsMenu.tsx';
import styles from './FilterBar.module.css';

interface MoreActionsProps {
  run: RunSnapshot;
  disabled: boolean;
  /** Ways that only some runs have. */
  also?: MenuOption | null;
}

/** What else can be done with a run: a report apart from the workbook, to hand on, and its RUCs as partners. */
export function MoreActions({ run, disabled, also = null }: MoreActionsProps) {
  const saveReport = useValidar((m) => m.saveReport);
  const addFromRun = useSocios((m) => m.addFromRun);
  return (
    <OptionsMenu
      label="Más acciones"
      disabled={disabled}
      options={[
        ...(also === null ? [] : [also]),
        {
          label: 'Agregar a Socios',
          hint: 'Para que Habido los vuelva a consultar y avise si cambian',
          onChoose: () => {
            addFromRun(run.corrida, run.nombre);
          },
        },
        {
          label: 'Informe en Excel',
          hint: 'Libro nuevo con el resumen y los resultados',
          onChoose: () => void saveReport('xlsx'),
        },
        {
          label: 'Informe en PDF',
          hint: 'Para imprimir o entregar',
          onChoose: () => void saveReport('pdf'),
        },
      ]}
    />
  );
}

/** Puts the rows of the grid, as they are filtered and sorted, on the clipboard. */
export function CopyButton() {
  const copyRows = useValidar((m) => m.copyRows);
  return (
    <ActionButton
      icon="copiar"
      className={styles.copy}
      title="Copiar resultados (Ctrl Mayús C)"
      keys={{ show: 'Ctrl Mayús C', aria: 'Control+Shift+C' }}
      onClick={() => void copyRows()}
    >
      Copiar resultados
    </ActionButton>
  );
}
