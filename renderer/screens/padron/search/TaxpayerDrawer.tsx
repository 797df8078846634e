import { ActionIcon } from '@mantine/core';
import type { PadronTaxpayer } from '../../../../shared/contract.ts';
import { toLimaDay } from '../../../../shared/time.ts';
import { usePadron } from '../../../app/services.tsx';
import { CopyRuc } from '../../../components/CopyRuc.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { MarkedText, Verdict } from '../../../components/Verdict.tsx';
import { verdictKey } from '../../../words/verdicts.ts';
import { riskOf } from '../../../components/drawer/stretches.ts';
import drawer from '../../../components/drawer/Drawer.module.css';
import { placeWords, spanState, spanWords } from '../words.ts';
import styles from './Search.module.css';

/** All that this disk knows of one RUC, beside the results. */
export function TaxpayerDrawer({ onClose }: { onClose: () => void }) {
  const detail = usePadron((m) => m.detalle);
  return (
    <aside className={drawer.drawer} aria-label="Detalle del RUC" aria-busy={detail === null}>
      <div className={drawer.bar}>
        {detail === null ? null : <Verdict of={detail.veredicto} badge />}
        <div className="sp" />
        <ActionIcon aria-label="Cerrar detalle" title="Cerrar (Esc)" onClick={onClose}>
          <Icon name="cerrar" />
        </ActionIcon>
      </div>
      {detail === null ? null : <Detail detail={detail} key={detail.ruc} />}
    </aside>
  );
}

function Detail({ detail }: { detail: PadronTaxpayer }) {
  return (
    <>
      <div className={drawer.head}>
        <p className={drawer.name}>
          {detail.razonSocial === '' ? 'Sin nombre registrado' : detail.razonSocial}
        </p>
        <div className="row s13">
          <span className="b copyable">{detail.ruc}</span>
          <CopyRuc ruc={detail.ruc} />
        </div>
      </div>
      <div className={`scroll ${drawer.body}`} tabIndex={0} role="group" aria-label="Datos del RUC">
        {detail.observacion === '' ? null : (
          <div className={`${drawer.reason} soft-${verdictKey(detail.veredicto)} copyable`}>
            <p>{detail.observacion}</p>
          </div>
        )}
        <p className="s13">
          <b className="b">Padrón SUNAT</b>
          <span className="t2">, edición del {toLimaDay(detail.datoAl)}</span>
        </p>
        {detail.marcas.length === 0 ? null : (
          <ul className={styles.marks}>
            {detail.marcas.map((mark) => (
              <li key={mark}>{mark}</li>
            ))}
          </ul>
        )}
        <Facts detail={detail} />
        <History tramos={detail.tramos} />
      </div>
    </>
  );
}

function Facts({ detail }: { detail: PadronTaxpayer }) {
  const facts: [string, string][] = [
    ['Estado', detail.estado],
    ['Condición', detail.condicion],
    ['Domicilio', detail.direccion],
    ['Distrito', placeWords(detail)],
    ['Ubigeo', detail.ubigeo],
  ];
  return (
    <dl className={drawer.facts}>
      {facts.map(([label, text]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{text === '' ? '—' : text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Its states over the editions kept, newest first. */
function History({ tramos }: { tramos: PadronTaxpayer['tramos'] }) {
  if (tramos.length === 0) return null;
  return (
    <section className={styles.history}>
      <h2>En las ediciones guardadas</h2>
      <ol>
        {tramos.map((span, i) => {
          const risk = span.ausente ? 'nada' : riskOf(span.estado, span.condicion);
          const name = span.razonSocial !== '' && span.razonSocial !== tramos[i - 1]?.razonSocial && i > 0;
          return (
            <li key={String(span.desde)}>
              <MarkedText mark={risk === 'nada' ? 'sinresp' : risk}>{spanState(span)}</MarkedText>
              <p className="t2">{spanWords(span, tramos[i + 1])}</p>
              {name ? <p className="t2">Se llamaba {span.razonSocial}</p> : null}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
