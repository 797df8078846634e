import { TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { ActionButton } from '../../components/ActionButton.tsx';
import styles from './Ajustes.module.css';

const SHORTEST = 8;

/** Where a token is pasted. What is typed stays in the field alone and leaves it as it is saved. */
export function PasswordField({
  busy,
  onSave,
  onCancel,
}: {
  busy: boolean;
  onSave(text: string): void;
  onCancel?: () => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [long, setLong] = useState(false);
  const save = (): void => {
    const text = input.current?.value.trim() ?? '';
    if (text.length < SHORTEST || input.current === null) return;
    onSave(text);
    input.current.value = '';
    setLong(false);
  };
  return (
    <>
      <TextInput
        ref={input}
        className={styles.token}
        type="password"
        aria-label="Token de Migo"
        placeholder="Pegue aquí su token"
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        data-autofocus={onCancel !== undefined || undefined}
        onChange={(event) => {
          setLong(event.currentTarget.value.trim().length >= SHORTEST);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save();
        }}
      />
      <ActionButton kind="primary" disabled={!long} loading={busy} onClick={save}>
        Guardar token
      </ActionButton>
      {onCancel === undefined ? null : (
        <ActionButton kind="ghost" onClick={onCancel}>
          Dejar el actual
        </ActionButton>
      )}
    </>
  );
}
