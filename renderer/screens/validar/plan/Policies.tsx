import { Radio } from '@mantine/core';
import type { Plan, PlanOption } from '../../../../shared/contract.ts';
import { useApp, useValidar } from '../../../app/services.tsx';
import { Choice } from '../../../components/Choice.tsx';
import { count } from '../../../format/numbers.ts';
import { freshnessOptions } from '../state/choices.ts';
import type { Draft } from '../state/model.ts';
import { padronNotice, policyFacts, policyWords } from './policyWords.ts';
import styles from './Policies.module.css';

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
            <PolicyCard key={option.politica} plan={plan} option={option} />
          ))}
        </div>
      </Radio.Group>
      <Notices plan={plan} />
    </div>
  );
}

/** What opens a way that is closed, and what to know of the padrón; the plan is made anew after it. */
function Notices({ plan }: { plan: Plan }) {
  const token = useApp((m) => m.state?.token.tiene ?? false);
  const closed = plan.opciones.some((o) => o.politica === 'vivo' && o.impedimento !== null);
  const notice = padronNotice(plan);
  return (
    <div className={styles.links}>
      {notice === null ? null : <p className={`s13 ${styles.notice}`}>{notice}</p>}
      {token || !closed ? null : <WayLink screen="ajustes">Ingresar el token de Migo</WayLink>}
      {plan.padron === null || notice !== null ? (
        <WayLink screen="padron">Importar el padrón de SUNAT</WayLink>
      ) : null}
    </div>
  );
}

function WayLink({ screen, children }: { screen: 'ajustes' | 'padron'; children: string }) {
  const go = useApp((m) => m.go);
  return (
    <button
      type="button"
      className={`link s13 ${styles.link}`}
      onClick={() => {
        go(screen);
      }}
    >
      {children}
    </button>
  );
}

function PolicyCard({ plan, option }: { plan: Plan; option: PlanOption }) {
  const { nombre, texto } = policyWords(plan, option.politica);
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
            <span className="s12 t2">{policyFacts(plan, option)}</span>
          </>
        ) : (
          <span className="s12 t2">{option.impedimento}</span>
        )}
      </span>
    </Radio.Card>
  );
}
