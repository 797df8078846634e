import { NumberInput, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CallInput, PartnerGroup, Schedule } from '../../../../shared/contract.ts';
import { isRuc } from '../../../../shared/ruc.ts';
import { useApp, useSocios } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { ScheduleEditor } from '../../../components/ScheduleEditor.tsx';
import styles from './Dialogs.module.css';
import { Failure, useSending } from './sending.tsx';

const LONGEST_NAME = 80;
const RUC_LENGTH = 11;
const MOST_DAYS = 365;
/** What a group's own schedule begins as. */
const FIRST_SCHEDULE: Schedule = { activa: true, dias: { tipo: 'diaria' }, hora: '07:00', tope: null };

/** A group as its form holds it. */
interface GroupDraft {
  nombre: string;
  /** A RUC, or empty. */
  empresa: string;
  frescura: number | string;
  agenda: Schedule | null;
}

type ChangeDraft = (change: Partial<GroupDraft>) => void;

/** A group: its name, the company that it stands for, how long its answers count, when it is refreshed. */
export function GroupForm({ group, onBack }: { group: PartnerGroup | null; onBack: () => void }) {
  const saveGroup = useSocios((m) => m.saveGroup);
  const [draft, setDraft] = useState<GroupDraft>({
    nombre: group?.nombre ?? '',
    empresa: group?.empresa ?? '',
    frescura: group?.frescuraDias ?? '',
    agenda: group?.agenda ?? null,
  });
  const { failure, sending, send } = useSending(onBack);
  const change: ChangeDraft = (some) => {
    setDraft((now) => ({ ...now, ...some }));
  };
  const ready = draft.nombre.trim() !== '' && !isWrong(draft.empresa);
  const save = (): void => {
    if (ready) void send(saveGroup({ clave: group?.clave ?? null, ...groupOf(draft) }));
  };
  return (
    <Dialog
      opened
      wide
      title={group === null ? 'Grupo nuevo' : `Editar ${group.nombre}`}
      onClose={onBack}
      actions={
        <>
          <ActionButton kind="ghost" onClick={onBack}>
            Volver
          </ActionButton>
          <ActionButton kind="primary" disabled={!ready} loading={sending} onClick={save}>
            Guardar
          </ActionButton>
        </>
      }
    >
      <div className={styles.form}>
        <Identity draft={draft} onChange={change} onEnter={save} />
        <FreshnessField draft={draft} onChange={change} />
        <OwnSchedule draft={draft} onChange={change} />
        <Failure of={failure} />
      </div>
    </Dialog>
  );
}

/** Whether what stands for a RUC can't be one. */
function isWrong(empresa: string): boolean {
  const ruc = empresa.trim();
  return ruc !== '' && !isRuc(ruc);
}

function groupOf({ nombre, empresa, frescura, agenda }: GroupDraft): Omit<CallInput<'groups.save'>, 'clave'> {
  const ruc = empresa.trim();
  return {
    nombre: nombre.trim(),
    empresa: ruc === '' ? null : ruc,
    frescuraDias: typeof frescura === 'number' ? Math.max(1, Math.min(MOST_DAYS, frescura)) : null,
    agenda,
  };
}

interface PartProps {
  draft: GroupDraft;
  onChange: ChangeDraft;
}

function Identity({ draft: { nombre, empresa }, onChange, onEnter }: PartProps & { onEnter(): void }) {
  const wrong = empresa.trim().length === RUC_LENGTH && isWrong(empresa);
  return (
    <div className={styles.fields}>
      <TextInput
        data-autofocus
        label="Nombre"
        maxLength={LONGEST_NAME}
        value={nombre}
        onChange={(event) => {
          onChange({ nombre: event.currentTarget.value });
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onEnter();
        }}
      />
      <TextInput
        label="RUC, si es una de sus empresas cliente"
        placeholder="ninguno: es una etiqueta"
        inputMode="numeric"
        maxLength={RUC_LENGTH}
        value={empresa}
        error={wrong ? 'No puede ser un RUC: revise los dígitos.' : undefined}
        onChange={(event) => {
          onChange({ empresa: event.currentTarget.value });
        }}
      />
    </div>
  );
}

function FreshnessField({ draft: { frescura }, onChange }: PartProps) {
  const general = useApp((m) => m.state?.ajustes.sociosFrescuraDias ?? null);
  return (
    <NumberInput
      className={styles.short}
      label="Días que vale una respuesta de sus socios"
      description="Si un socio está en varios grupos, rige el plazo más corto."
      placeholder={general === null ? 'como todos' : `${String(general)}, como todos`}
      value={frescura}
      min={1}
      max={MOST_DAYS}
      allowDecimal={false}
      allowNegative={false}
      onChange={(next) => {
        onChange({ frescura: next });
      }}
    />
  );
}

function OwnSchedule({ draft: { agenda }, onChange }: PartProps) {
  return (
    <div className={styles.own}>
      <Switch
        label="Agenda propia"
        checked={agenda !== null}
        onChange={(event) => {
          onChange({ agenda: event.currentTarget.checked ? FIRST_SCHEDULE : null });
        }}
      />
      <p className="s12 t3">Sus socios se refrescan en estos días, además de ir con todos.</p>
      {agenda === null ? null : (
        <ScheduleEditor
          label="Agenda del grupo"
          value={agenda}
          onChange={(next) => {
            onChange({ agenda: next });
          }}
        />
      )}
    </div>
  );
}
