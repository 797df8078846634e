import type { RunDetail } from '../../../../shared/contract.ts';
import { toLimaDay } from '../../../../shared/time.ts';
import { useApp, useRows } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { Verdict } from '../../../components/Verdict.tsx';
import { when } from '../../../format/dates.ts';
import { soles } from '../../../format/money.ts';
import { verdictKey } from '../../../words/verdicts.ts';
import styles from '../../../components/drawer/Drawer.module.css';

/** The answer that came after the row's verdict, beside it: what the run recorded stays as it is. */
export function Later({ detail, now }: { detail: RunDetail; now: number }) {
  const later = detail.posterior;
  if (later === null) return null;
  const state = [later.estado, later.condicion].filter((text) => text !== '').join(', ');
  return (
    <section className={styles.later} aria-label="Respuesta posterior">
      <h2>Respuesta posterior a la corrida</h2>
      <div className="row s13">
        <Verdict of={later.veredicto} badge />
        <span className="t2">{when(later.consultadoEn, now)}</span>
      </div>
      {state === '' ? null : <p className="s13">{state}</p>}
      {later.razonSocial === '' || later.razonSocial === detail.razonSocial ? null : (
        <p className="s13">{later.razonSocial}</p>
      )}
      {later.observacion === '' ? null : (
        <p className={`s13 ${styles.reason} soft-${verdictKey(later.veredicto)} copyable`}>
          {later.observacion}
        </p>
      )}
      <p className="s12 t2">
        {later.datoAl === null ? '' : `Dato del ${toLimaDay(later.datoAl)}. `}
        La corrida y su copia conservan lo que hallaron; la próxima validación usa esta respuesta.
      </p>
    </section>
  );
}

/** The way to ask Migo again for this RUC alone, with what it costs. */
export function AskAgain({ detail }: { detail: RunDetail }) {
  const askAgain = useRows((m) => m.askAgain);
  const asking = useRows((m) => m.consultando);
  const silence = useRows((m) => m.sinRespuesta);
  const price = useApp((m) => m.state?.ajustes.precio ?? null);
  const token = useApp((m) => m.state?.token.tiene ?? false);
  // What is no RUC can't be asked for; what waits is asked for by the run.
  if (detail.veredicto === null || detail.veredicto === 'RUC INVÁLIDO') return null;
  return (
    <div className={styles.foot}>
      <p className="s12 t2" role="status">
        {silence ?? (token ? '' : 'Para consultar hace falta el token de Migo: ingréselo en Ajustes.')}
      </p>
      <ActionButton
        icon="reintentar"
        disabled={!token || (asking !== null && asking !== detail.n)}
        loading={asking === detail.n}
        onClick={() => void askAgain()}
      >
        {`Volver a consultar · ${price === null ? '1 consulta' : soles(price)}`}
      </ActionButton>
    </div>
  );
}
