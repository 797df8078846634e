import { useState } from 'react';
import type { PlainError } from '../../../../shared/errors.ts';
import { failureSentence } from '../../../words/failures.ts';
import styles from './Dialogs.module.css';

/** What a dialog sends: while it is under way, why it failed; once done, `onDone`. */
export function useSending(onDone: () => void): {
  failure: PlainError | null;
  sending: boolean;
  send(work: Promise<PlainError | null>): Promise<void>;
} {
  const [failure, setFailure] = useState<PlainError | null>(null);
  const [sending, setSending] = useState(false);
  return {
    failure,
    sending,
    send: async (work) => {
      setSending(true);
      const error = await work;
      setSending(false);
      setFailure(error);
      if (error === null) onDone();
    },
  };
}

/** Why what a dialog sent was not done. */
export function Failure({ of }: { of: PlainError | null }) {
  if (of === null) return null;
  return (
    <p className={styles.failure} role="alert">
      {failureSentence(of)}
    </p>
  );
}
