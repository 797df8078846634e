import { NumberInput } from '@mantine/core';
import type { Plan, PlanOption } from '../../../../shared/contract.ts';
import { useValidar } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { Meter } from '../../../components/ProgressBar.tsx';
import { spanRange } from '../../../format/durations.ts';
import { soles } from '../../../format/money.ts';
import { count, percent } from '../../../format/numbers.ts';
import type { Draft } from '../state/model.ts';
import { ceiling, statement } from './cuadre.ts';
import styles from './Statement.module.css';

interface PanelProps {
  draft: Draft;
  option: PlanOption | null;
  over: boolean;
  ready: boolean;
  starting: boolean;
  onGo(): void;
}

/** The cuadre: what will be asked and what it costs, as a statement, and the button right under it. */
export function StatementPanel({ draft, option, over, ready, starting, onGo }: PanelProps) {
  return (
    <div className={styles.panel}>
      <div className={`scroll ${styles.body}`} data-stale={draft.calculando || undefined}>
        <h2>Lo que se va a consultar</h2>
        {draft.plan === null || option === null ? (
          <p className={`t2 s13 ${styles.none}`}>{waitingWords(draft)}</p>
        ) : (
          <>
            <Statement plan={draft.plan} option={option} />
            <Facts option={option} />
            <CeilingField draft={draft} option={option} />
          </>
        )}
      </div>
      <div className={styles.go}>
        {option === null ? null : <NarrowSummary draft={draft} option={option} />}
        <ActionButton
          kind="primary"
          large
          disabled={!ready}
          loading={starting}
          keys={{ show: 'Ctrl Intro', aria: 'Control+Enter' }}
          onClick={onGo}
        >
          {over ? 'Pasar el tope y validar' : 'Validar ahora'}
        </ActionButton>
        <p className={`s12 t3 ${styles.promise}`}>
          {option?.politica === 'local'
            ? 'De esta forma no se consulta a nadie.'
            : 'No se consulta nada hasta que usted inicie.'}
        </p>
      </div>
    </div>
  );
}

function waitingWords({ calculando, avance, objeto }: Draft): string {
  const several = objeto.tipo === 'lote';
  if (calculando)
    return `Leyendo ${several ? 'las columnas' : 'la columna'}… ${percent(Math.floor(avance * 100))}`;
  return several
    ? 'Marque al menos un libro para ver cuántas consultas hacen falta.'
    : 'Elija la columna con los RUC para ver cuántas consultas hacen falta.';
}

function Statement({ plan, option }: { plan: Plan; option: PlanOption }) {
  return (
    <table className={styles.sum}>
      <tbody>
        {statement(plan, option).map((line) => (
          <tr key={line.texto} className={styles[line.clase]}>
            <th scope="row">{line.texto}</th>
            <td>
              <span>{line.valor}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Facts({ option }: { option: PlanOption }) {
  if (option.politica === 'local') return null;
  const range = option.consultasMinimo < option.consultasMaximo;
  return (
    <>
      <dl className={styles.facts}>
        <div>
          <dt>Peticiones a Migo</dt>
          <dd>{count(option.peticiones)}</dd>
        </div>
        <div>
          <dt>Tiempo</dt>
          <dd>{spanRange(option.tiempoMinMs, option.tiempoMaxMs)}</dd>
        </div>
      </dl>
      {range ? (
        <p className={`s12 t3 ${styles.low}`}>
          Serán de {count(option.consultasMinimo)} a {count(option.consultasMaximo)} consultas: Migo no
          publica si un lote de 100 cuenta como una o como cien.
        </p>
      ) : null}
    </>
  );
}

function CeilingField({ draft, option }: { draft: Draft; option: PlanOption }) {
  const takeCeiling = useValidar((m) => m.takeCeiling);
  if (option.politica === 'local') return null;
  const state = ceiling(option, draft.tope);
  const words = `${count(option.consultasMaximo)} de ${count(draft.tope ?? 0)} consultas del tope`;
  return (
    <div className={styles.ceiling}>
      <label className="s12 t3 sp" htmlFor="tope">
        Tope por corrida
      </label>
      <NumberInput
        id="tope"
        className={styles.tope}
        value={draft.tope ?? ''}
        placeholder="sin tope"
        min={1}
        max={10_000_000}
        allowDecimal={false}
        allowNegative={false}
        thousandSeparator=","
        onChange={(value) => {
          takeCeiling(typeof value === 'number' && value > 0 ? value : null);
        }}
      />
      {state === null ? null : (
        <div className={styles.meter}>
          <Meter label={words} part={state.parte} over={state.pasa} />
          <p className={`s12 ${state.pasa ? styles.over : 't3'} ${styles.low}`}>
            {state.pasa
              ? `El plan necesita ${count(option.consultasMaximo)} consultas y el tope es ${count(draft.tope ?? 0)}.`
              : `${words}. El resto queda para repreguntar los que Migo no devuelva.`}
          </p>
        </div>
      )}
    </div>
  );
}

/** In a narrow window the statement scrolls away; this line stays by the button. */
function NarrowSummary({ draft, option }: { draft: Draft; option: PlanOption }) {
  return (
    <p className={styles.narrow}>
      {count(option.consultasMaximo)} consultas
      {option.costo === null ? null : (
        <>
          {' · '}
          <b className="b">{soles(option.costo)}</b>
        </>
      )}
      {draft.tope === null ? null : <span className="t3"> de un tope de {count(draft.tope)}</span>}
    </p>
  );
}
