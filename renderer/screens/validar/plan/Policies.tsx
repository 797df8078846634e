import { Radio } from '@mantine/core';
import type { Plan, PlanOption } from '../../../../shared/contract.ts';
import { useApp, useValidar } from '../../../app/services.tsx';
import { Choice } from '../../../components/Choice.tsx';
import { spanRange } from '../../../format/durations.ts';
import { soles } from '../../../format/money.ts';
import { count } from '../../../format/numbers.ts';
import { freshnessOptions } from '../state/choices.ts';
import type { Draft } from '../state/model.ts';
import styles from './Policies.module.css';

const WORDS: Record<PlanOption['politica'], { nombre: string; texto: string }> = {
  vivo: {
    nombre: 'Consultar a Migo',
    texto:
      'Pregunta por cada RUC que no tenga una respuesta reciente. Cada veredicto lleva la fecha de la suya.',
  },
  'padron-primero': {
    nombre: 'Padrón primero',
    texto: 'Toma el padrón donde dice ACTIVO y HABIDO, con la fecha de su edición, y pregunta por el resto.',
  },
  local: {
    nombre: 'Sin consultar',
    texto:
      'Usa solo lo guardado en esta computadora, con su fecha. Lo que no se conozca queda SIN RESPUESTA.',
  },
};

/** The ways of checking, as cards, and how old a reused answer may be. */
export function Policies({ draft, plan }: { draft: Draft; plan: Plan }) {
  const takePolicy = useValidar((m) => m.takePolicy);
  const takeFreshness = useValidar((m) => m.takeFreshness);
  return (
    <div className={styles.policies}>
      <div className={styles.head}>
        <h2 className="sp" id="politica">
          De dónde sale cada respuesta
        </h2>
        <label className="s13 t2" htmlFor="frescura">
          Respuestas guardadas que se reusan
        </label>
        <Choice
          id="frescura"
          className={styles.freshness}
          data={freshnessOptions(draft.frescuraMs)}
          value={String(draft.frescuraMs)}
          onChoose={(value) => void takeFreshness(Number(value))}
        />
      </div>
      <Radio.Group
        aria-labelledby="politica"
        value={draft.politica}
        onChange={(value) => {
          const option = plan.opciones.find((o) => o.politica === value);
          if (option !== undefined && option.impedimento === null) takePolicy(option.politica);
        }}
      >
        <div className={styles.cards}>
          {plan.opciones.map((option) => (
            <PolicyCard key={option.politica} option={option} />
          ))}
        </div>
      </Radio.Group>
      <TokenLink plan={plan} />
    </div>
  );
}

/** Where the way to Migo is closed for want of a token, the way to put one in; the plan is then made anew. */
function TokenLink({ plan }: { plan: Plan }) {
  const go = useApp((m) => m.go);
  const token = useApp((m) => m.state?.token.tiene ?? false);
  // The padrón may close a way too: no token helps there.
  if (token || plan.opciones.every((o) => o.impedimento === null)) return null;
  return (
    <button
      type="button"
      className={`link s13 ${styles.link}`}
      onClick={() => {
        go('ajustes');
      }}
    >
      Ingresar el token de Migo
    </button>
  );
}

function PolicyCard({ option }: { option: PlanOption }) {
  const { nombre, texto } = WORDS[option.politica];
  const range = option.consultasMinimo < option.consultasMaximo;
  return (
    <Radio.Card
      value={option.politica}
      disabled={option.impedimento !== null}
      className={styles.card}
      withBorder={false}
      aria-label={`${nombre}: ${count(option.consultasMaximo)} consultas${range ? ' como máximo' : ''}`}
    >
      <span className="row">
        <span className={styles.dot} />
        <b className="b">{nombre}</b>
      </span>
      <span className="s12 t2">{texto}</span>
      <span className={styles.meta}>
        {option.impedimento === null ? (
          <>
            <span className={styles.big}>
              {count(option.consultasMaximo)}{' '}
              <span className={styles.unit}>{range ? 'consultas como máximo' : 'consultas'}</span>
            </span>
            <span className="s12 t2">
              {option.costo === null
                ? ''
                : `${Number(option.costo) === 0 ? 'Sin costo' : soles(option.costo)} · `}
              {spanRange(option.tiempoMinMs, option.tiempoMaxMs)}
            </span>
          </>
        ) : (
          <span className="s12 t2">{option.impedimento}</span>
        )}
      </span>
    </Radio.Card>
  );
}
