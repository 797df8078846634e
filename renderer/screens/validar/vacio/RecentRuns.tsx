import type { RunSnapshot } from '../../../../shared/contract.ts';
import { useValidar } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { MarkedText } from '../../../components/Verdict.tsx';
import { when } from '../../../format/dates.ts';
import { soles, sumSoles } from '../../../format/money.ts';
import { capital, count, countOf, percent, percentOf } from '../../../format/numbers.ts';
import { useNow } from '../../../util/useNow.ts';
import { TO_REVIEW, toReview, verdictKey } from '../../../words/verdicts.ts';
import { useResume } from '../corrida/resume.tsx';
import { isGoing, settled } from '../state/model.ts';
import styles from './RecentRuns.module.css';

const A_MINUTE = 60_000;

/** The runs there were, newest first: what each found, what it cost, and how to take it up again. */
export function RecentRuns() {
  const runs = useValidar((m) => m.recientes);
  const now = useNow(A_MINUTE);
  const resume = useResume();
  if (runs === null) return null;
  return (
    <section>
      <div className={`row ${styles.head}`}>
        <h2 className="sp">Corridas recientes</h2>
        <p className="t2 s12">{totals(runs)}</p>
      </div>
      {runs.length === 0 ? (
        <p className={`t2 ${styles.none}`}>
          Todavía no hay corridas. Suelte un libro: aquí quedará lo que se halló, lo que costó y cómo
          retomarlo.
        </p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Libro</th>
              <th scope="col" className={styles.date}>
                Fecha
              </th>
              <th scope="col" className={styles.state}>
                Estado
              </th>
              <th scope="col" className={`num ${styles.rows}`}>
                Filas
              </th>
              <th scope="col" className={`num ${styles.distinct}`}>
                RUC distintos
              </th>
              <th scope="col" className={styles.review}>
                Por revisar
              </th>
              <th scope="col" className={styles.copy}>
                Copia anotada
              </th>
              <th scope="col" className={`num ${styles.cost}`}>
                Costo
              </th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <RunLine key={run.corrida} run={run} now={now} onResume={resume.take} />
            ))}
          </tbody>
        </table>
      )}
      {resume.dialog}
    </section>
  );
}

function RunLine({
  run,
  now,
  onResume,
}: {
  run: RunSnapshot;
  now: number;
  onResume: (run: RunSnapshot) => void;
}) {
  const showRun = useValidar((m) => m.showRun);
  const taking = useValidar((m) => m.retomando);
  return (
    <tr>
      <td className="el">
        <button
          type="button"
          className={styles.open}
          title={run.nombre}
          onClick={() => void showRun(run.corrida)}
        >
          {run.nombre}
        </button>
      </td>
      <td className={`t2 ${styles.date}`}>{capital(when(run.inicio, now))}</td>
      <td className={styles.state}>
        <span className="row">
          <span className={run.estado === 'terminada' ? 't2' : undefined}>{stateWords(run)}</span>
          {run.puedeRetomar && !isGoing(run) ? (
            <ActionButton
              compact
              loading={taking === run.corrida}
              disabled={taking !== null}
              aria-label={`Retomar ${run.nombre}`}
              onClick={() => {
                onResume(run);
              }}
            >
              Retomar
            </ActionButton>
          ) : null}
        </span>
      </td>
      <td className={`num ${styles.rows}`}>{count(run.filas)}</td>
      <td className={`num ${styles.distinct}`}>{count(run.distintos)}</td>
      <td className={styles.review}>
        <ReviewCounts run={run} />
      </td>
      <td className={`t2 el ${styles.copy}`} title={run.copia ?? undefined}>
        {run.copia ?? <span className="t3">Sin guardar</span>}
      </td>
      <td className={`num t2 ${styles.cost}`}>{run.costo === null ? '—' : soles(run.costo)}</td>
    </tr>
  );
}

function ReviewCounts({ run }: { run: RunSnapshot }) {
  if (toReview(run.conteo) === 0) return <span className="t3">{run.listos === 0 ? '—' : 'Ninguno'}</span>;
  return (
    <span className={styles.mini}>
      {TO_REVIEW.map((verdict) => (
        <span
          key={verdict}
          className={run.conteo[verdict] === 0 ? styles.zero : undefined}
          title={`${count(run.conteo[verdict])} ${verdict}`}
        >
          <MarkedText mark={verdictKey(verdict)}>
            {count(run.conteo[verdict])}
            <span className="sr"> {verdict}</span>
          </MarkedText>
        </span>
      ))}
    </span>
  );
}

function stateWords(run: RunSnapshot): string {
  const word = run.estado === 'terminada' && run.freno !== null ? 'Detenida' : capital(run.estado);
  return run.estado === 'terminada' && run.freno === null
    ? word
    : `${word} · ${percent(percentOf(settled(run), run.distintos))}`;
}

function totals(runs: readonly RunSnapshot[]): string {
  if (runs.length === 0) return '';
  const money = sumSoles(runs.map((run) => run.costo));
  const queries = runs.reduce((sum, run) => sum + run.consultasUsadas, 0);
  return `En esta lista: ${countOf(queries, 'consulta', 'consultas')}${money === null ? '' : `, ${soles(money)}`}`;
}
