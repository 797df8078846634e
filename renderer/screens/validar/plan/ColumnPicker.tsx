import { Select, type SelectProps } from '@mantine/core';
import { useValidar } from '../../../app/services.tsx';
import { columnOptions, headerOptions, sheetOptions } from '../state/choices.ts';
import type { Draft } from '../state/model.ts';
import styles from './Plan.module.css';

/** Which sheet, column and header row: as found, and open to the user's word. */
export function ColumnPicker({ draft }: { draft: Draft }) {
  const takeSheet = useValidar((m) => m.takeSheet);
  const takeColumn = useValidar((m) => m.takeColumn);
  const takeHeader = useValidar((m) => m.takeHeader);
  const header = draft.plan?.filaEncabezado ?? draft.eleccion?.filaEncabezado ?? null;
  return (
    <>
      <Labelled
        label="Hoja"
        size={3.25}
        className={styles.sheet}
        data={sheetOptions(draft.lectura)}
        value={draft.hoja}
        onChange={(value) => {
          if (value !== null) void takeSheet(value);
        }}
      />
      <Labelled
        label="Columna"
        size={4.75}
        className={styles.column}
        data={columnOptions(draft.lectura, draft.hoja)}
        value={draft.eleccion?.columna ?? null}
        placeholder="elija una"
        searchable
        onChange={(value) => {
          if (value !== null) void takeColumn(value);
        }}
      />
      <Labelled
        label="Encabezado"
        size={6}
        className={styles.header}
        data={headerOptions(header)}
        value={header === null ? null : String(header)}
        placeholder="—"
        disabled={draft.eleccion === null}
        onChange={(value) => {
          if (value !== null) void takeHeader(Number(value));
        }}
      />
    </>
  );
}

/** A select with its label inside the field; `size`: the label's room in rem. */
function Labelled({ label, size, ...rest }: Omit<SelectProps, 'size'> & { label: string; size: number }) {
  return (
    <Select
      {...rest}
      label={undefined}
      aria-label={label}
      leftSection={<span className={styles.inner}>{label}</span>}
      leftSectionWidth={`${String(size)}rem`}
      leftSectionPointerEvents="none"
      comboboxProps={{ width: 'max-content', position: 'bottom-start', transitionProps: { duration: 0 }, offset: 4 }}
      maxDropdownHeight="20rem"
      nothingFoundMessage="Ninguna coincide"
    />
  );
}
