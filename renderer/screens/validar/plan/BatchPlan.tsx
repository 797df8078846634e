import { Checkbox } from '@mantine/core';
import type { Plan } from '../../../../shared/contract.ts';
import { useValidar } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { Choice } from '../../../components/Choice.tsx';
import { FileName } from '../../../components/FileName.tsx';
import { count } from '../../../format/numbers.ts';
import type { Draft } from '../state/model.ts';
import type { BatchBook, BatchSubject } from '../state/subject.ts';
import { batchWords, bookFigures, bookProblem, columnsOf, omittedWords, reportWords } from './batch.ts';
import { ConfirmColumn } from './ConfirmColumn.tsx';
import styles from './Batch.module.css';
import plan from './Plan.module.css';

/** Several workbooks: what was found in each, and which of them are checked. */
export function BatchPlan({ draft, batch }: { draft: Draft; batch: BatchSubject }) {
  const reset = useValidar((m) => m.reset);
  const notes = [omittedWords(batch), reportWords(batch)].filter((text) => text !== '');
  return (
    <div className={styles.batch}>
      <div className={`${plan.choices} ${styles.fixed}`}>
        <h2>Libros de esta corrida</h2>
        <p className="s13 t2">{batchWords(batch)}</p>
        <ActionButton kind="ghost" className={plan.leave} onClick={reset}>
          Otro archivo
        </ActionButton>
      </div>
      <div className={styles.frame}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" className={styles.check}>
                <span className="sr">Validar</span>
              </th>
              <th scope="col">Libro</th>
              <th scope="col" className={styles.place}>
                Hoja y columna
              </th>
              <th scope="col" className={`num ${styles.rows}`}>
                Filas
              </th>
              <th scope="col" className={`num ${styles.figure}`}>
                RUC distintos
              </th>
              <th scope="col" className={styles.open}>
                <span className="sr">Abrir</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {batch.libros.map((book) => (
              <BookLine key={book.archivo} book={book} plan={draft.plan} />
            ))}
          </tbody>
        </table>
      </div>
      <div className={`${plan.remarks} ${styles.fixed}`}>
        {notes.map((note) => (
          <p key={note} className="s12 t2">
            {note}
          </p>
        ))}
        <ConfirmColumn draft={draft} />
      </div>
    </div>
  );
}

function BookLine({ book, plan: made }: { book: BatchBook; plan: Plan | null }) {
  const includeBook = useValidar((m) => m.includeBook);
  const openAlone = useValidar((m) => m.openAlone);
  const problem = bookProblem(book);
  const figures = bookFigures(book, made);
  return (
    <tr data-out={!book.incluido || undefined}>
      <td className={styles.check}>
        <Checkbox
          size="xs"
          aria-label={`Validar ${book.nombre}`}
          checked={book.incluido}
          disabled={book.eleccion === null}
          onChange={(event) => void includeBook(book.archivo, event.currentTarget.checked)}
        />
      </td>
      <th scope="row">
        <FileName name={book.nombre} />
      </th>
      {book.eleccion === null ? (
        <td colSpan={3} className={styles.problem} title={problem}>
          {problem}
        </td>
      ) : (
        <>
          <td className={styles.place}>
            <ColumnOfBook book={book} />
          </td>
          <td className={`num ${styles.rows}`}>{figures === null ? '—' : count(figures.filas)}</td>
          <td className="num">{figures === null ? '—' : count(figures.distintos)}</td>
        </>
      )}
      <td className={styles.open}>
        {book.lectura === null ? null : (
          <ActionButton
            kind="ghost"
            compact
            aria-label={`${book.eleccion === null ? 'Elegir columna' : 'Ver'}: ${book.nombre}`}
            onClick={() => void openAlone(book.archivo)}
          >
            {book.eleccion === null ? 'Elegir columna' : 'Ver'}
          </ActionButton>
        )}
      </td>
    </tr>
  );
}

/** Where the RUCs stand; a select where the workbook has them in several columns. */
function ColumnOfBook({ book }: { book: BatchBook }) {
  const takeBookColumn = useValidar((m) => m.takeBookColumn);
  const { options, value, choices } = columnsOf(book);
  const [only] = options;
  if (options.length === 1) {
    return (
      <span className="el" title={only?.label}>
        {only?.label}
      </span>
    );
  }
  return (
    <Choice
      aria-label={`Columna de ${book.nombre}`}
      className={styles.choice}
      data={options}
      value={value}
      onChoose={(place) => {
        const choice = choices.get(place);
        if (choice !== undefined) void takeBookColumn(book.archivo, choice);
      }}
    />
  );
}
