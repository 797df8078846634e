import { ActionIcon } from '@mantine/core';
import { useState } from 'react';
import type { PartnerGroup } from '../../../../shared/contract.ts';
import { useSocios } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { count, countOf } from '../../../format/numbers.ts';
import { scheduleWords } from '../../../words/schedule.ts';
import styles from './Dialogs.module.css';
import { GroupForm } from './GroupForm.tsx';
import { Failure, useSending } from './sending.tsx';

type Step =
  { tipo: 'lista' } | { tipo: 'ficha'; group: PartnerGroup | null } | { tipo: 'quitar'; group: PartnerGroup };

/** The groups: made, renamed, given a company, a freshness and a schedule of their own, and taken away. */
export function GroupsDialog({ onClose }: { onClose: () => void }) {
  const grupos = useSocios((m) => m.resumen?.grupos) ?? [];
  const [step, setStep] = useState<Step>({ tipo: 'lista' });
  const back = (): void => {
    setStep({ tipo: 'lista' });
  };
  if (step.tipo === 'ficha') return <GroupForm group={step.group} onBack={back} />;
  if (step.tipo === 'quitar') return <RemoveGroup group={step.group} onBack={back} />;
  return (
    <Dialog
      opened
      wide
      title="Grupos"
      onClose={onClose}
      actions={
        <>
          <ActionButton kind="ghost" onClick={onClose}>
            Cerrar
          </ActionButton>
          <ActionButton
            icon="mas"
            onClick={() => {
              setStep({ tipo: 'ficha', group: null });
            }}
          >
            Grupo nuevo
          </ActionButton>
        </>
      }
    >
      {grupos.length === 0 ? (
        <p className="t2">
          Todavía no hay grupos. Un grupo reúne a socios que se miran juntos: «Proveedores críticos», o una de
          las empresas cuya contabilidad lleva.
        </p>
      ) : (
        <ul className={styles.groups} aria-label="Grupos">
          {grupos.map((group) => (
            <GroupItem key={group.clave} group={group} onStep={setStep} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function GroupItem({ group, onStep }: { group: PartnerGroup; onStep: (step: Step) => void }) {
  const { nombre } = group;
  return (
    <li>
      <div className="sp">
        <p className="b el" title={nombre}>
          {nombre}
        </p>
        <p className="s12 t2">{groupLine(group)}</p>
      </div>
      <ActionButton
        aria-label={`Editar ${nombre}`}
        onClick={() => {
          onStep({ tipo: 'ficha', group });
        }}
      >
        Editar
      </ActionButton>
      <ActionIcon
        aria-label={`Quitar el grupo ${nombre}`}
        title="Quitar el grupo"
        onClick={() => {
          onStep({ tipo: 'quitar', group });
        }}
      >
        <Icon name="quitar" />
      </ActionIcon>
    </li>
  );
}

/** What there is to know of a group, in one line. */
function groupLine({ socios, vencidos, empresa, frescuraDias, agenda }: PartnerGroup): string {
  const parts = [
    countOf(socios, 'socio', 'socios'),
    vencidos === 0 ? '' : countOf(vencidos, 'vencido', 'vencidos'),
    empresa === null ? '' : `empresa ${empresa}`,
    frescuraDias === null ? '' : `vigencia de ${countOf(frescuraDias, 'día', 'días')}`,
    agenda === null ? '' : scheduleWords(agenda),
  ];
  return parts.filter((text) => text !== '').join(' · ');
}

function RemoveGroup({ group, onBack }: { group: PartnerGroup; onBack: () => void }) {
  const removeGroup = useSocios((m) => m.removeGroup);
  const { failure, sending, send } = useSending(onBack);
  return (
    <Dialog
      opened
      title={`¿Quitar el grupo ${group.nombre}?`}
      onClose={onBack}
      actions={
        <>
          <ActionButton data-autofocus onClick={onBack}>
            Conservarlo
          </ActionButton>
          <ActionButton danger loading={sending} onClick={() => void send(removeGroup(group.clave))}>
            Quitar grupo
          </ActionButton>
        </>
      }
    >
      <p className="t2">
        {group.socios === 0
          ? 'No tiene socios.'
          : `Sus ${count(group.socios)} socios siguen siendo socios, sin este grupo.`}
      </p>
      <Failure of={failure} />
    </Dialog>
  );
}
