import { useEffect, useId, useState } from 'react';
import type { PlainError } from '../../../../shared/errors.ts';
import { useSocios } from '../../../app/services.tsx';
import { failureSentence } from '../../../words/failures.ts';
import styles from './PartnerDrawer.module.css';

const LONGEST = 1000;

/** The note, written where it is read: saved on leaving it or with Ctrl+Enter; Esc takes back. */
export function Note({ ruc, nota }: { ruc: string; nota: string }) {
  const edit = useSocios((m) => m.edit);
  const [draft, setDraft] = useState(nota);
  const [failure, setFailure] = useState<PlainError | null>(null);
  const [saved, setSaved] = useState(false);
  const id = useId();
  useEffect(() => {
    setDraft(nota);
  }, [nota]);
  const save = (): void => {
    const next = draft.trim();
    if (next === nota) {
      setDraft(nota);
      return;
    }
    void edit([ruc], { nota: next }).then((error) => {
      setFailure(error);
      setSaved(error === null);
    });
  };
  return (
    <section className={styles.note}>
      <h2 id={id}>Nota</h2>
      <textarea
        aria-labelledby={id}
        value={draft}
        maxLength={LONGEST}
        rows={2}
        placeholder="Contacto, acuerdos, lo que convenga recordar"
        onChange={(event) => {
          setSaved(false);
          setDraft(event.currentTarget.value);
        }}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && draft !== nota) {
            event.preventDefault();
            event.stopPropagation();
            setDraft(nota);
          } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            save();
          }
        }}
      />
      {failure === null ? null : (
        <p className="s12" role="alert">
          {failureSentence(failure)}
        </p>
      )}
      <p className="sr" role="status">
        {saved ? 'Nota guardada.' : ''}
      </p>
    </section>
  );
}
