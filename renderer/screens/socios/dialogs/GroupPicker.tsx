import { Checkbox, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { useSocios } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import styles from './Dialogs.module.css';

const LONGEST = 80;

interface GroupPickerProps {
  label: string;
  /** Names of groups. */
  value: readonly string[];
  onChange(names: string[]): void;
}

/** Which groups: those that there are, and new ones by their name. */
export function GroupPicker({ label, value, onChange }: GroupPickerProps) {
  const grupos = useSocios((m) => m.resumen?.grupos);
  const [name, setName] = useState('');
  const id = useId();
  const known = grupos?.map((group) => group.nombre) ?? [];
  const names = [...known, ...value.filter((chosen) => !known.includes(chosen))];
  const add = (): void => {
    const wanted = name.trim();
    if (wanted === '') return;
    const same = names.find((other) => other.localeCompare(wanted, 'es', { sensitivity: 'base' }) === 0);
    const chosen = same ?? wanted;
    if (!value.includes(chosen)) onChange([...value, chosen]);
    setName('');
  };
  return (
    <div className={styles.picker} role="group" aria-labelledby={id}>
      <p id={id} className={styles.label}>
        {label}
      </p>
      {names.length === 0 ? null : (
        <div className={styles.options}>
          {names.map((each) => (
            <Checkbox
              key={each}
              label={each}
              checked={value.includes(each)}
              onChange={(event) => {
                onChange(
                  event.currentTarget.checked ? [...value, each] : value.filter((other) => other !== each),
                );
              }}
            />
          ))}
        </div>
      )}
      <div className={styles.newGroup}>
        <TextInput
          aria-label="Grupo nuevo"
          placeholder="Grupo nuevo, o empresa cliente"
          maxLength={LONGEST}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
        <ActionButton disabled={name.trim() === ''} onClick={add}>
          Agregar grupo
        </ActionButton>
      </div>
    </div>
  );
}
