import { ActionIcon } from '@mantine/core';
import { useState } from 'react';
import type { PartnerDetail } from '../../../../shared/contract.ts';
import { toLimaDay } from '../../../../shared/time.ts';
import { useApp, useSocios } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { CopyRuc } from '../../../components/CopyRuc.tsx';
import base from '../../../components/drawer/Drawer.module.css';
import { Icon } from '../../../components/Icon.tsx';
import { Verdict } from '../../../components/Verdict.tsx';
import { useNow } from '../../../util/useNow.ts';
import { verdictKey } from '../../../words/verdicts.ts';
import { EditDialog } from '../dialogs/EditDialog.tsx';
import { RemoveDialog } from '../dialogs/RemoveDialog.tsx';
import {
  attemptWords,
  costWords,
  failedSince,
  groupNames,
  kindWords,
  reasonWords,
  sourceWords,
} from '../words.ts';
import { History } from './History.tsx';
import { InRuns, SeenChanges } from './InRuns.tsx';
import { Note } from './Note.tsx';
import styles from './PartnerDrawer.module.css';

const A_MINUTE = 60_000;

/** All that is known of one partner, beside the table and never over it. */
export function PartnerDrawer({ onClose }: { onClose: () => void }) {
  const detail = useSocios((m) => m.detalle);
  return (
    <aside className={base.drawer} aria-label="Detalle del socio" aria-busy={detail === null}>
      <div className={`${base.bar} ${styles.bar}`}>
        {detail === null ? null : <Badge detail={detail} />}
        <div className="sp" />
        <ActionIcon aria-label="Cerrar detalle" title="Cerrar (Esc)" onClick={onClose}>
          <Icon name="cerrar" />
        </ActionIcon>
      </div>
      {detail === null ? null : <Detail detail={detail} key={detail.ruc} />}
    </aside>
  );
}

function Badge({ detail: { veredicto, desde } }: { detail: PartnerDetail }) {
  if (veredicto === null) return <span className="t3">Sin consultar</span>;
  return (
    <>
      <Verdict of={veredicto} badge />
      {desde === null ? null : <span className="s12 t2">desde el {toLimaDay(desde)}</span>}
    </>
  );
}

function Detail({ detail }: { detail: PartnerDetail }) {
  const now = useNow(A_MINUTE);
  const { ruc, razonSocial, alias, veredicto, tramos } = detail;
  return (
    <>
      <div className={base.head}>
        <p className={base.name}>
          {razonSocial === ''
            ? veredicto === null
              ? 'Nombre por consultar'
              : 'Sin nombre registrado'
            : razonSocial}
        </p>
        {alias === '' ? null : <p className="s13 t2 copyable">{alias}</p>}
        <div className="row s13">
          <span className="b copyable">{ruc}</span>
          <CopyRuc ruc={ruc} />
        </div>
      </div>
      <div className={`scroll ${base.body}`} tabIndex={0} role="group" aria-label="Datos del socio">
        <Reason detail={detail} />
        <Facts detail={detail} now={now} />
        <Note ruc={ruc} nota={detail.nota} />
        {tramos.length === 0 ? null : <History tramos={tramos} now={now} />}
        <SeenChanges cambios={detail.cambios} now={now} />
        <InRuns corridas={detail.corridas} now={now} />
        <Register detail={detail} />
      </div>
      <Foot detail={detail} />
    </>
  );
}

/** Why the verdict is what it is, what it risks, and until when that can be put right. */
function Reason({ detail }: { detail: PartnerDetail }) {
  const { veredicto, sinConfirmarDesde } = detail;
  const unconfirmed =
    sinConfirmarDesde === null
      ? ''
      : `Sin confirmar desde el ${toLimaDay(sinConfirmarDesde)}: puede haber cambiado.`;
  const parts = [...reasonWords(detail), unconfirmed].filter((text) => text !== '');
  if (veredicto === null || parts.length === 0) return null;
  return (
    <div className={`${base.reason} soft-${verdictKey(veredicto)} copyable`}>
      {parts.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  );
}

/** How old what is known of it is, and what it is to the firm. */
function Facts({ detail, now }: { detail: PartnerDetail; now: number }) {
  const resumen = useSocios((m) => m.resumen);
  const groups = groupNames(detail.grupos, resumen);
  return (
    <FactList
      facts={[
        ['Respondido', sourceWords(detail, now)],
        ['Último intento', failedSince(detail) ? attemptWords(detail, now) : ''],
        ['Tipo', kindWords(detail.tipo)],
        ['Grupos', groups === '' ? 'Ninguno' : groups],
      ]}
    />
  );
}

/** What SUNAT says of it, word by word. */
function Register({ detail }: { detail: PartnerDetail }) {
  const { estado, condicion, direccion, ubigeo, padrones } = detail;
  const place = [detail.distrito, detail.provincia, detail.departamento].filter((text) => text !== '');
  return (
    <FactList
      facts={[
        ['Estado', estado],
        ['Condición', condicion],
        ['Domicilio', direccion],
        ['Distrito', [place.join(', '), ubigeo].filter((text) => text !== '').join(' · ')],
        ['Padrones', padrones.join(' ')],
      ]}
    />
  );
}

function FactList({ facts }: { facts: readonly [label: string, text: string][] }) {
  const known = facts.filter(([, text]) => text !== '');
  if (known.length === 0) return null;
  return (
    <dl className={base.facts}>
      {known.map(([label, text]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Asking Migo for this one alone, with what it costs; changing it; taking it out. */
function Foot({ detail }: { detail: PartnerDetail }) {
  const ask = useSocios((m) => m.ask);
  const asking = useSocios((m) => m.consultando);
  const silence = useSocios((m) => m.sinRespuesta);
  const price = useApp((m) => m.state?.ajustes.precio ?? null);
  const token = useApp((m) => m.state?.token.tiene ?? false);
  const [dialog, setDialog] = useState<'editar' | 'quitar' | null>(null);
  const close = (): void => {
    setDialog(null);
  };
  return (
    <div className={base.foot}>
      <p className="s12 t2" role="status">
        {silence ?? (token ? '' : 'Para consultar hace falta el token de Migo: ingréselo en Ajustes.')}
      </p>
      <div className={styles.actions}>
        <ActionButton
          className={styles.ask}
          disabled={!token || (asking !== null && asking !== detail.ruc)}
          loading={asking === detail.ruc}
          onClick={() => void ask()}
        >
          {`Consultar ahora · ${costWords(1, price)}`}
        </ActionButton>
        <ActionButton
          icon="editar"
          className={styles.fold}
          title="Editar"
          onClick={() => {
            setDialog('editar');
          }}
        >
          Editar
        </ActionButton>
        <ActionButton
          danger
          icon="quitar"
          className={styles.fold}
          title="Quitar de Socios"
          onClick={() => {
            setDialog('quitar');
          }}
        >
          Quitar
        </ActionButton>
      </div>
      {dialog === 'editar' ? <EditDialog partner={detail} onClose={close} /> : null}
      {dialog === 'quitar' ? <RemoveDialog rucs={[detail.ruc]} onClose={close} /> : null}
    </div>
  );
}
