import type { RunSnapshot } from '../../../../shared/contract.ts';
import { VEREDICTOS } from '../../../../shared/verdict.ts';
import { useApp, useValidar } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { soles, times } from '../../../format/money.ts';
import { count } from '../../../format/numbers.ts';
import { useNow } from '../../../util/useNow.ts';
import { reportSaved } from '../../../words/formats.ts';
import { verdictKey } from '../../../words/verdicts.ts';
import type { RunView } from '../state/model.ts';
import { FilterBar } from './FilterBar.tsx';
import { MoreActions } from './OutputActions.tsx';
import { useResume } from './resume.tsx';
import { costLine, resultSentence } from './sentence.ts';
import { useSunatWay } from './SunatWay.tsx';
import styles from './Result.module.css';

const A_MINUTE = 60_000;

/** A finished run: what it found, what it cost, the copy to save, and the ways to look at its rows. */
export function ResultPanel({ view }: { view: RunView }) {
  const { run } = view;
  const now = useNow(A_MINUTE);
  const saveCopy = useValidar((m) => m.saveCopy);
  const busy = view.guardando !== null;
  const asReport = reportSaved(view.salidas);
  const sunat = useSunatWay(run);
  return (
    <>
      <div className={styles.top}>
        <div className={styles.words}>
          <p className={styles.sentence} role="status">
            {resultSentence(run)}
          </p>
          <p className="s13 t2">{costLine(run, now)}</p>
          {asReport === '' ? null : <p className="s12 t2">{asReport}</p>}
        </div>
        <div className={styles.actions}>
          <RetryButton run={run} busy={busy} />
          <MoreActions run={run} disabled={busy} also={sunat.option} />
          <ActionButton
            kind="primary"
            icon="guardar"
            disabled={busy}
            keys={{ show: 'Ctrl S', aria: 'Control+S' }}
            onClick={() => void saveCopy()}
          >
            Guardar copia anotada
          </ActionButton>
        </div>
      </div>
      {sunat.dialog}
      <Proportion run={run} />
      <FilterBar run={run} />
    </>
  );
}

function RetryButton({ run, busy }: { run: RunSnapshot; busy: boolean }) {
  const price = useApp((m) => m.state?.ajustes.precio ?? null);
  const token = useApp((m) => m.state?.token.tiene ?? false);
  const resume = useResume();
  const taking = useValidar((m) => m.retomando === run.corrida);
  const unanswered = run.conteo['SIN RESPUESTA'];
  if (!run.puedeRetomar || unanswered === 0) return null;
  // What nobody was asked about can be asked now; without a token what is stored may have grown meanwhile.
  const asksNow = run.politica === 'local' && token;
  const cost =
    price === null || (run.politica === 'local' && !asksNow) ? '' : ` · ${soles(times(price, unanswered))}`;
  return (
    <>
      <ActionButton
        icon="reintentar"
        disabled={busy}
        loading={taking}
        onClick={() => {
          resume.take(run, asksNow ? 'vivo' : undefined);
        }}
      >
        {asksNow
          ? `Consultar ${count(unanswered)} a Migo${cost}`
          : `Reintentar ${count(unanswered)} sin respuesta${cost}`}
      </ActionButton>
      {resume.dialog}
    </>
  );
}

function Proportion({ run }: { run: RunSnapshot }) {
  const present = VEREDICTOS.filter((verdict) => run.conteo[verdict] > 0);
  const words = present.map((verdict) => `${count(run.conteo[verdict])} ${verdict}`).join(', ');
  return (
    <div className={styles.proportion} role="img" aria-label={`Proporción de veredictos: ${words}`}>
      {present.map((verdict) => (
        <i
          key={verdict}
          className={`v-${verdictKey(verdict)}`}
          style={{ flex: `${String(run.conteo[verdict])} 1 0` }}
        />
      ))}
    </div>
  );
}
