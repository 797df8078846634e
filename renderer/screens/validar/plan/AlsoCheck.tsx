import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { Candidate } from '../../../../shared/contract.ts';
import { useValidar } from '../../../app/services.tsx';
import { countOf } from '../../../format/numbers.ts';
import { fromCandidate, sameChoice } from '../state/choices.ts';
import type { BookSubject } from '../state/subject.ts';
import { candidateWords } from './candidateWords.ts';
import styles from './AlsoCheck.module.css';

const SHOWN = 3;

/** The other columns with RUCs, to be checked in the same run: a RUC that stands in two is asked once. */
export function AlsoCheck({ book, alternatives }: { book: BookSubject; alternatives: readonly Candidate[] }) {
  const checkAlso = useValidar((m) => m.checkAlso);
  const [all, setAll] = useState(false);
  const isChecked = (found: Candidate): boolean => book.otras.some((other) => sameChoice(other, found));
  if (alternatives.length === 0) return null;
  const shown = alternatives.filter((found, i) => all || i < SHOWN || isChecked(found));
  const hidden = alternatives.length - shown.length;
  return (
    <div className={styles.also} role="group" aria-labelledby="tambien">
      <h2 id="tambien">También validar</h2>
      {shown.map((found) => (
        <Checkbox
          key={`${found.hoja}!${found.columna}${String(found.filaEncabezado)}`}
          size="xs"
          classNames={{ body: styles.body, labelWrapper: styles.words, label: styles.label }}
          label={
            <>
              <span className={styles.name}>{candidateWords(found)}</span>
              <span className={`t3 s12 el`} title={found.motivo}>
                {found.motivo}
              </span>
            </>
          }
          aria-label={candidateWords(found)}
          checked={isChecked(found)}
          onChange={(event) => void checkAlso(fromCandidate(found), event.currentTarget.checked)}
        />
      ))}
      {hidden === 0 ? null : (
        <button
          type="button"
          className="link s12"
          onClick={() => {
            setAll(true);
          }}
        >
          Mostrar {countOf(hidden, 'columna más', 'columnas más')}
        </button>
      )}
    </div>
  );
}
