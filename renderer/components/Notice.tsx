import type { ReactNode } from 'react';
import type { PlainError } from '../../shared/errors.ts';
import { failureSentence, leadsToSettings } from '../words/failures.ts';
import { useApp } from '../app/services.tsx';
import { ActionButton } from './ActionButton.tsx';
import styles from './Notice.module.css';

interface NoticeProps {
  /** `falla`: something went wrong; `nota`: something to know. */
  tone: 'falla' | 'nota';
  children: ReactNode;
  actions?: ReactNode;
  /** Read out as it appears. */
  live?: boolean;
}

/** One sentence that belongs to the place where it stands, with what can be done about it. */
export function Notice({ tone, children, actions, live = true }: NoticeProps) {
  const role = !live ? undefined : tone === 'falla' ? 'alert' : 'status';
  return (
    <div className={`${styles.notice} ${tone === 'falla' ? styles.falla : ''}`} role={role}>
      <div className={styles.text}>{children}</div>
      {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

/** A failure in words, with the way to Ajustes where that puts it right. */
export function FailureNotice({ failure, onDismiss }: { failure: PlainError; onDismiss?: () => void }) {
  const go = useApp((m) => m.go);
  return (
    <Notice
      tone="falla"
      actions={
        <>
          {leadsToSettings(failure.code) ? (
            <ActionButton
              onClick={() => {
                go('ajustes');
              }}
            >
              Ir a Ajustes
            </ActionButton>
          ) : null}
          {onDismiss === undefined ? null : (
            <ActionButton kind="ghost" onClick={onDismiss}>
              Entendido
            </ActionButton>
          )}
        </>
      }
    >
      {failureSentence(failure)}
    </Notice>
  );
}
