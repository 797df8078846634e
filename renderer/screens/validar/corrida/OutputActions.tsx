import { useValidar } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { OptionsMenu } from '../../../components/OptionsMenu.tsx';
import styles from './FilterBar.module.css';

/** A report apart from the workbook, to hand on. */
export function ReportMenu({ disabled }: { disabled: boolean }) {
  const saveReport = useValidar((m) => m.saveReport);
  return (
    <OptionsMenu
      label="Informe aparte"
      disabled={disabled}
      options={[
        {
          label: 'Excel',
          hint: 'Libro nuevo con el resumen y los resultados',
          onChoose: () => void saveReport('xlsx'),
        },
        {
          label: 'PDF',
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
