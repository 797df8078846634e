import { ActionIcon } from '@mantine/core';
import type { RunDetail } from '../../../../shared/contract.ts';
import { fuenteWords } from '../../../../shared/verdict.ts';
import { toLimaDay } from '../../../../shared/time.ts';
import { useRows } from '../../../app/services.tsx';
import { CopyRuc } from '../../../components/CopyRuc.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Verdict } from '../../../components/Verdict.tsx';
import { when } from '../../../format/dates.ts';
import { count, countOf } from '../../../format/numbers.ts';
import { useNow } from '../../../util/useNow.ts';
import { nameInBook } from '../../../words/names.ts';
import { verdictKey } from '../../../words/verdicts.ts';
import { AskAgain, Later } from './AskAgain.tsx';
import { ConditionLine } from '../../../components/drawer/ConditionLine.tsx';
import styles from '../../../components/drawer/Drawer.module.css';

const A_MINUTE = 60_000;

/** Everything known of one RUC of the run, beside the grid and never over it. */
export function DetailDrawer({ onClose }: { onClose: () => void }) {
  const detail = useRows((m) => m.detalle);
  return (
    <aside className={styles.drawer} aria-label="Detalle del RUC" aria-busy={detail === null}>
      <div className={styles.bar}>
        {detail?.veredicto == null ? (
          <span className="t3">{detail === null ? '' : 'En espera'}</span>
        ) : (
          <Verdict of={detail.veredicto} badge />
        )}
        <div className="sp" />
        <ActionIcon aria-label="Cerrar detalle" title="Cerrar (Esc)" onClick={onClose}>
          <Icon name="cerrar" />
        </ActionIcon>
      </div>
      {detail === null ? null : <Detail detail={detail} key={detail.n} />}
    </aside>
  );
}

function Detail({ detail }: { detail: RunDetail }) {
  const now = useNow(A_MINUTE);
  const reason = detail.observacion;
  const plain = plainReason(detail);
  return (
    <>
      <div className={styles.head}>
        <p className={styles.name}>
          {detail.razonSocial === '' ? 'Sin nombre registrado' : detail.razonSocial}
        </p>
        <div className="row s13">
          <span className="b copyable">{detail.ruc}</span>
          <CopyRuc ruc={detail.ruc} />
          <span className="t2">{rowsWords(detail)}</span>
        </div>
        {detail.libro === '' ? null : (
          <p className="s12 t2">
            {detail.filas === 1 ? 'En' : 'Primero en'} {detail.libro}, fila {count(detail.fila)}
          </p>
        )}
      </div>
      <div className={`scroll ${styles.body}`} tabIndex={0} role="group" aria-label="Datos del RUC">
        {detail.veredicto === null || (reason === '' && plain === '') ? null : (
          <div className={`${styles.reason} soft-${verdictKey(detail.veredicto)} copyable`}>
            {reason === '' ? null : <p>{reason}</p>}
            {plain === '' ? null : <p>{plain}</p>}
          </div>
        )}
        <Source detail={detail} now={now} />
        <Later detail={detail} now={now} />
        {detail.historia.length === 0 ? null : <ConditionLine historia={detail.historia} now={now} />}
        <Facts detail={detail} />
      </div>
      <AskAgain detail={detail} />
    </>
  );
}

function rowsWords({ filas, fila, libro }: RunDetail): string {
  if (libro !== '') return countOf(filas, 'fila', 'filas');
  return filas === 1 ? `Fila ${count(fila)} del libro` : countOf(filas, 'fila', 'filas del libro');
}

function plainReason(detail: RunDetail): string {
  if (detail.veredicto !== 'APTO') return '';
  return 'Activo y habido en la fecha del dato. No prueba su condición en la fecha de emisión del comprobante.';
}

function Source({ detail, now }: { detail: RunDetail; now: number }) {
  if (detail.fuente === null) return <p className="s13 t2">Todavía no se consulta.</p>;
  return (
    <p className="s13">
      <b className="b">{fuenteWords(detail.fuente, detail.origen ?? undefined)}</b>
      {detail.consultadoEn === null ? null : `, ${when(detail.consultadoEn, now)}`}
      {detail.datoAl === null ? null : <span className="t2">, dato del {toLimaDay(detail.datoAl)}</span>}
    </p>
  );
}

function Facts({ detail }: { detail: RunDetail }) {
  const place = [detail.distrito, detail.provincia, detail.departamento]
    .filter((text) => text !== '')
    .join(', ');
  const facts: [string, string][] = [
    ['En su libro', nameInBook(detail)],
    ['Celda', detail.textoOriginal === detail.ruc ? '' : detail.textoOriginal],
    ['Estado', detail.estado],
    ['Condición', detail.condicion],
    ['Domicilio', detail.direccion],
    ['Distrito', place],
    ['Ubigeo', detail.ubigeo],
    ['Padrones', detail.padrones.join(' ')],
  ];
  const known = facts.filter(([label, text]) => text !== '' || label === 'Estado' || label === 'Condición');
  return (
    <dl className={styles.facts}>
      {known.map(([label, text]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{text === '' ? '—' : text}</dd>
        </div>
      ))}
    </dl>
  );
}
