import { PasswordField } from './PasswordField.tsx';
import { useState } from 'react';
import type { AppState } from '../../../shared/contract.ts';
import type { PlainError } from '../../../shared/errors.ts';
import { useApp } from '../../app/services.tsx';
import { ActionButton } from '../../components/ActionButton.tsx';
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
  const saveToken = useApp((m) => m.saveToken);
  const removeToken = useApp((m) => m.removeToken);
  const testToken = useApp((m) => m.testToken);
  const [editing, setEditing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<PlainError | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const { token } = state;
  const byEnvironment = token.desde === 'entorno';

  const work = async (job: () => Promise<PlainError | null>): Promise<void> => {
    setBusy(true);
    setAnswer(null);
    const error = await job();
    setFailure(error);
    setBusy(false);
    if (error === null) setEditing(false);
  };
  const test = (): Promise<PlainError | null> =>
    testToken().then((result) => {
      if (!result.ok) return result.error;
      setAnswer(result.value.respuesta);
      return null;
    });

  return (
    <Setting label="Token" hint={tokenWords(state)} failure={failure} below={answer === null ? null : <Account answer={answer} />}>
      {token.tiene && !editing ? (
        <>
          <code className={styles.code}>•••• •••• {token.ultimos4}</code>
          {byEnvironment ? null : (
            <>
              <ActionButton
                onClick={() => {
                  setEditing(true);
                }}
              >
                Reemplazar
              </ActionButton>
              <ActionButton danger disabled={busy} onClick={() => void work(removeToken)}>
                Quitar
              </ActionButton>
            </>
          )}
          <ActionButton loading={busy} onClick={() => void work(test)}>
            Probar
          </ActionButton>
        </>
      ) : (
        <PasswordField
          busy={busy}
          onSave={(text) => void work(() => saveToken(text))}
          onCancel={
            token.tiene
              ? () => {
                  setEditing(false);
                  setFailure(null);
                }
              : undefined
          }
        />
      )}
    </Setting>
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
