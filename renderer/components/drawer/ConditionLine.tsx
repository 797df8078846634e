import { useId } from 'react';
import type { RunDetail } from '../../../shared/contract.ts';
import { toLimaDay } from '../../../shared/time.ts';
import { MarkedText } from '../Verdict.tsx';
import { conditionLine, conditionWords, riskOf, stateWords, type Risk } from './stretches.ts';
import styles from './Drawer.module.css';

const HEIGHT = 14;
/** The more risk, the higher: told by height first, by colour second. */
const HEIGHTS: Record<Risk, number> = { nada: 5, apto: 5, obs: 9, noapto: 14 };

/** What Habido has seen of a taxpayer through time, as a line whose height is the risk, and as a list. */
export function ConditionLine({ historia, now }: { historia: RunDetail['historia']; now: number }) {
  const id = useId();
  const fills: Record<Risk, string> = {
    nada: `url(#${id}-nada)`,
    apto: 'var(--hb-apto)',
    obs: `url(#${id}-obs)`,
    noapto: 'var(--hb-noapto)',
  };
  return (
    <section className={styles.history}>
      <h2>Condición que Habido ha visto</h2>
      <svg width="0" height="0" className={styles.patterns} aria-hidden="true">
        <pattern
          id={`${id}-nada`}
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="5" height="5" fill="var(--hb-sunken)" />
          <path d="M0 0v5" stroke="var(--hb-line-ctl)" strokeWidth="1.2" />
        </pattern>
        <pattern id={`${id}-obs`} width="4" height="4" patternUnits="userSpaceOnUse">
          <rect width="4" height="4" fill="var(--hb-obs-soft)" />
          <path d="M0 3.4h4" stroke="var(--hb-obs)" strokeWidth="1.2" />
        </pattern>
      </svg>
      <div className={styles.stretches} role="img" aria-label={conditionWords(historia)}>
        {conditionLine(historia, now).map((stretch, i) => (
          <div key={`${String(i)}-${stretch.riesgo}`} style={{ flex: `${String(stretch.parte)} 1 0` }}>
            <svg width="100%" height={HEIGHT} aria-hidden="true">
              <rect
                width="100%"
                y={HEIGHT - HEIGHTS[stretch.riesgo]}
                height={HEIGHTS[stretch.riesgo]}
                rx="1"
                fill={fills[stretch.riesgo]}
              />
            </svg>
            <span>{stretch.etiqueta}</span>
          </div>
        ))}
      </div>
      <ul className={styles.states}>
        {historia.map((entry) => (
          <li key={`${String(entry.desde)}-${entry.estado}-${entry.condicion}`}>
            <PastState estado={entry.estado} condicion={entry.condicion} />
            <span className="t2">desde {toLimaDay(entry.desde)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function PastState({ estado, condicion }: { estado: string; condicion: string }) {
  const risk = riskOf(estado, condicion);
  return <MarkedText mark={risk === 'nada' ? 'sinresp' : risk}>{stateWords(estado, condicion)}</MarkedText>;
}
