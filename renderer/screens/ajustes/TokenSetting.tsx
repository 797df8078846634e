import { useState } from 'react';
import type { AppState, TokenState } from '../../../shared/contract.ts';
import type { PlainError } from '../../../shared/errors.ts';
import { useApp } from '../../app/services.tsx';
import { ActionButton } from '../../components/ActionButton.tsx';
import { PasswordField } from './PasswordField.tsx';
import { Setting } from './Setting.tsx';
import { tokenWords } from './tokenWords.ts';
import styles from './Ajustes.module.css';

type Answer = readonly { clave: string; valor: string }[];

/** The token: put in, tried against the account, taken out. Of a stored one only its last four are ever shown. */
export function TokenSetting() {
  const state = useApp((m) => m.state);
  return state === null ? null : <TokenOf state={state} />;
}

function TokenOf({ state }: { state: AppState }) {
  const [editing, setEditing] = useState(false);
  const work = useTokenWork();
  const { token } = state;
  const stop = (): void => {
    setEditing(false);
    work.forget();
  };
  return (
    <Setting
      label="Token"
      hint={tokenWords(state)}
      failure={work.failure}
      below={work.answer === null ? null : <Account answer={work.answer} />}
    >
      {token.tiene && !editing ? (
        <StoredToken
          token={token}
          work={work}
          onReplace={() => {
            setEditing(true);
          }}
        />
      ) : (
        <PasswordField
          busy={work.busy}
          onSave={(text) => {
            void work.save(text).then((saved) => {
              if (saved) setEditing(false);
            });
          }}
          onCancel={token.tiene ? stop : undefined}
        />
      )}
    </Setting>
  );
}

interface TokenWork {
  busy: boolean;
  failure: PlainError | null;
  answer: Answer | null;
  /** Answers whether it was saved. */
  save(text: string): Promise<boolean>;
  remove(): Promise<boolean>;
  test(): Promise<boolean>;
  forget(): void;
}

/** One piece of work on the token at a time, and how it ended. */
function useTokenWork(): TokenWork {
  const saveToken = useApp((m) => m.saveToken);
  const removeToken = useApp((m) => m.removeToken);
  const testToken = useApp((m) => m.testToken);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<PlainError | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const run = async (job: () => Promise<PlainError | null>): Promise<boolean> => {
    setBusy(true);
    setAnswer(null);
    const error = await job();
    setFailure(error);
    setBusy(false);
    return error === null;
  };
  const test = async (): Promise<PlainError | null> => {
    const result = await testToken();
    if (!result.ok) return result.error;
    setAnswer(result.value.respuesta);
    return null;
  };
  return {
    busy,
    failure,
    answer,
    save: (text) => run(() => saveToken(text)),
    remove: () => run(removeToken),
    test: () => run(test),
    forget: () => {
      setFailure(null);
    },
  };
}

/** A token that is there: its last four, and what can be done with it. */
function StoredToken({
  token,
  work,
  onReplace,
}: {
  token: TokenState;
  work: TokenWork;
  onReplace: () => void;
}) {
  return (
    <>
      <code className={styles.code}>•••• •••• {token.ultimos4}</code>
      {token.desde === 'entorno' ? null : (
        <>
          <ActionButton onClick={onReplace}>Reemplazar</ActionButton>
          <ActionButton danger disabled={work.busy} onClick={() => void work.remove()}>
            Quitar
          </ActionButton>
        </>
      )}
      <ActionButton loading={work.busy} onClick={() => void work.test()}>
        Probar
      </ActionButton>
    </>
  );
}

/** What the account says, as it came. */
function Account({ answer }: { answer: Answer }) {
  return (
    <div className={styles.account} role="status">
      <p className="s13">Migo aceptó el token. Su cuenta responde:</p>
      <dl>
        {answer.map(({ clave, valor }) => (
          <div key={clave}>
            <dt>{clave}</dt>
            <dd>{valor}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
