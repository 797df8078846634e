import { Select, type SelectProps } from '@mantine/core';
import { Icon } from './Icon.tsx';
import styles from './Choice.module.css';

type ChoiceProps = Omit<SelectProps, 'size' | 'onChange' | 'styles'> & {
  /** A label inside the field, and its room in rem. */
  inner?: { label: string; room: number };
  /** In a dialog its list stays within it: what lies outside takes no focus. */
  inDialog?: boolean;
  onChoose(value: string): void;
};

/** A select. Its list hangs in `main`, so that it stays within the page's landmarks. */
export function Choice({ inner, inDialog = false, onChoose, ...rest }: ChoiceProps) {
  return (
    <Select
      {...rest}
      aria-label={inner?.label ?? rest['aria-label']}
      leftSection={inner === undefined ? undefined : <span className={styles.inner}>{inner.label}</span>}
      leftSectionWidth={inner === undefined ? undefined : `${String(inner.room)}rem`}
      leftSectionPointerEvents="none"
      rightSection={<Icon name="abajo" />}
      rightSectionPointerEvents="none"
      withScrollArea={false}
      classNames={{ options: styles.options }}
      comboboxProps={{
        width: 'max-content',
        position: 'bottom-start',
        offset: 4,
        transitionProps: { duration: 0 },
        withinPortal: !inDialog,
        portalProps: { target: 'main' },
      }}
      nothingFoundMessage="Ninguna coincide"
      onChange={(value) => {
        if (value !== null) onChoose(value);
      }}
    />
  );
}
