import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PartnerDetail, PartnerKind } from '../../../../shared/contract.ts';
import { useSocios } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { changesOf } from '../state/changesOf.ts';
import { groupName } from '../words.ts';
import styles from './Dialogs.module.css';
import { GroupPicker } from './GroupPicker.tsx';
import { KindChoice } from './KindChoice.tsx';
import { Failure, useSending } from './sending.tsx';

const LONGEST_ALIAS = 200;
const LONGEST_NOTE = 1000;

/** What the office says of a partner; what SUNAT says of it is nobody's to change. */
export function EditDialog({ partner, onClose }: { partner: PartnerDetail; onClose: () => void }) {
  const edit = useSocios((m) => m.edit);
  const resumen = useSocios((m) => m.resumen);
  const before = partner.grupos.map((clave) => ({ clave, nombre: groupName(clave, resumen) }));
  const [alias, setAlias] = useState(partner.alias);
  const [tipo, setTipo] = useState<PartnerKind>(partner.tipo);
  const [names, setNames] = useState(before.map((group) => group.nombre));
  const [nota, setNota] = useState(partner.nota);
  const { failure, sending, send } = useSending(onClose);
  const save = (): void => {
    const changes = changesOf(partner, before, { alias, tipo, nota, nombres: names });
    if (changes === null) onClose();
    else void send(edit([partner.ruc], changes));
  };
  return (
    <Dialog
      opened
      wide
      title={`Editar ${partner.razonSocial === '' ? partner.ruc : partner.razonSocial}`}
      onClose={onClose}
      actions={
        <>
          <ActionButton kind="ghost" onClick={onClose}>
            Volver
          </ActionButton>
          <ActionButton kind="primary" loading={sending} onClick={save}>
            Guardar
          </ActionButton>
        </>
      }
    >
      <div className={styles.form}>
        <div className={styles.fields}>
          <AliasField value={alias} onChange={setAlias} onEnter={save} />
          <KindChoice value={tipo} onChange={setTipo} />
        </div>
        <GroupPicker label="Grupos" value={names} onChange={setNames} />
        <Textarea
          label="Nota"
          rows={3}
          maxLength={LONGEST_NOTE}
          value={nota}
          onChange={(event) => {
            setNota(event.currentTarget.value);
          }}
        />
        <Failure of={failure} />
      </div>
    </Dialog>
  );
}

interface AliasFieldProps {
  value: string;
  onChange(next: string): void;
  onEnter(): void;
}

function AliasField({ value, onChange, onEnter }: AliasFieldProps) {
  return (
    <TextInput
      data-autofocus
      label="Alias"
      placeholder="Como lo llama su oficina"
      maxLength={LONGEST_ALIAS}
      value={value}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onEnter();
      }}
    />
  );
}
