import type { ReactNode } from 'react';
import type { Veredicto } from '../../shared/verdict.ts';
import { verdictKey, type VerdictKey } from '../words/verdicts.ts';
import './verdict.css';

const INK = 'var(--hb-mark-ink)';

/** The six marks: filled where something is known of the taxpayer, outlined where nothing is. */
const MARKS: Record<VerdictKey, ReactNode> = {
  apto: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path
        d="M4.7 8.3l2.2 2.2 4.4-4.7"
        fill="none"
        stroke={INK}
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  obs: (
    <>
      <path
        d="M8 1.9 14.7 13.6H1.3Z"
        fill="currentColor"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
      <path d="M8 6v3.6M8 12v.1" fill="none" stroke={INK} strokeWidth="1.8" strokeLinecap="round" />
    </>
  ),
  noapto: (
    <>
      <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1Z" fill="currentColor" />
      <path d="M5.5 5.5l5 5M10.5 5.5l-5 5" fill="none" stroke={INK} strokeWidth="1.8" strokeLinecap="round" />
    </>
  ),
  noexiste: (
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M3.7 12.3 12.3 3.7" fill="none" stroke="currentColor" strokeWidth="1.6" />
    </>
  ),
  invalido: (
    <>
      <rect
        x="1.8"
        y="1.8"
        width="12.4"
        height="12.4"
        rx="1.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
      />
      <path
        d="M4.7 6.4h6.6M4.7 9.6h6.6M9.9 4.2 6.1 11.8"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
      />
    </>
  ),
  sinresp: (
    <>
      <circle
        cx="8"
        cy="8"
        r="6.2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeDasharray="2.6 1.73"
      />
      <path
        d="M5.3 8v.1M8 8v.1M10.7 8v.1"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinecap="round"
      />
    </>
  ),
};

function Mark({ mark }: { mark: VerdictKey }) {
  return (
    <svg className="m" viewBox="0 0 16 16" aria-hidden="true">
      {MARKS[mark]}
    </svg>
  );
}

/** A verdict: always its mark and its word. `quiet`: in weight 400; `badge`: on its own soft ground. */
export function Verdict({
  of,
  quiet = false,
  badge = false,
}: {
  of: Veredicto;
  quiet?: boolean;
  badge?: boolean;
}) {
  const key = verdictKey(of);
  return (
    <span className={`v v-${key}${quiet ? ' v-quiet' : ''}${badge ? ' vb' : ''}`}>
      <Mark mark={key} />
      <span>{of}</span>
    </span>
  );
}

/** A verdict's mark beside other words, such as a number or a past state. */
export function MarkedText({ mark, children }: { mark: VerdictKey; children: ReactNode }) {
  return (
    <span className={`v v-${mark} v-text`}>
      <Mark mark={mark} />
      <span>{children}</span>
    </span>
  );
}
