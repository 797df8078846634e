import { useId, type ReactNode } from 'react';
import { toLimaDay } from '../../../shared/time.ts';
import { MarkedText } from '../Verdict.tsx';
import { conditionLine, conditionWords, riskOf, stateWords, type PastState, type Risk } from './stretches.ts';
import styles from './Drawer.module.css';

const HEIGHT = 14;
/** The more risk, the higher: told by height first, by colour second. */
const HEIGHTS: Record<Risk, number> = { nada: 5, apto: 5, obs: 9, noapto: 14 };

interface ConditionLineProps {
  /** Newest first. */
  historia: readonly PastState[];
  now: number;
  /** The list under the line, where it says more than since when. */
  children?: ReactNode;
}

/** What Habido has seen of a taxpayer through time, as a line whose height is the risk, and as a list. */
export function ConditionLine({ historia, now, children }: ConditionLineProps) {
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
      {children ?? <States historia={historia} />}
    </section>
  );
}

function States({ historia }: { historia: readonly PastState[] }) {
  return (
    <ul className={styles.states}>
      {historia.map(({ estado, condicion, desde }) => {
        const risk = riskOf(estado, condicion);
        return (
          <li key={`${String(desde)}-${estado}-${condicion}`}>
            <MarkedText mark={risk === 'nada' ? 'sinresp' : risk}>{stateWords(estado, condicion)}</MarkedText>
            <span className="t2">desde {toLimaDay(desde)}</span>
          </li>
        );
      })}
    </ul>
  );
}
