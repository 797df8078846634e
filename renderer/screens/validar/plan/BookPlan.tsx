import { useValidar } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { Notice } from '../../../components/Notice.tsx';
import { countOf } from '../../../format/numbers.ts';
import { reportOnly } from '../../../words/formats.ts';
import type { Draft } from '../state/model.ts';
import { fromCandidate, isRemembered } from '../state/choices.ts';
import { candidateOf, type BookSubject } from '../state/subject.ts';
import { AlsoCheck } from './AlsoCheck.tsx';
import { candidateWords, companionWords } from './candidateWords.ts';
import { ColumnPicker } from './ColumnPicker.tsx';
import { ConfirmColumn } from './ConfirmColumn.tsx';
import { Preview } from './Preview.tsx';
import styles from './Plan.module.css';

/** What of one workbook is checked: its sheet, column and header, its first rows, and the other columns. */
export function BookPlan({ draft, book }: { draft: Draft; book: BookSubject }) {
  const { plan } = draft;
  const more = plan !== null && plan.alternativas.length > 0;
  return (
    <div>
      <div className={styles.choices}>
        <ColumnPicker book={book} plan={plan} />
        <Leave book={book} />
      </div>
      {plan === null ? <NoPlan draft={draft} book={book} /> : <Preview plan={plan} short={more} />}
      <div className={styles.remarks}>
        {plan === null ? null : (
          <p className="s12 t2">
            {[plan.motivo, companionsOf(book)].filter((text) => text !== '').join(' ')}
          </p>
        )}
        {isRemembered(book.lectura, book.eleccion) ? (
          <p className="s12 t2">Es la columna que usted eligió la última vez en un libro como este.</p>
        ) : null}
        {book.lectura.enSitio ? null : <p className="s12 t2">{reportOnly(book)}</p>}
        {book.lectura.avisos.map((aviso) => (
          <p key={aviso} className="s12 t2">
            {aviso}
          </p>
        ))}
        <ConfirmColumn draft={draft} />
      </div>
      {plan === null ? null : <AlsoCheck book={book} alternatives={plan.alternativas} />}
    </div>
  );
}

function companionsOf({ lectura, eleccion }: BookSubject): string {
  const found = candidateOf(lectura, eleccion);
  return found === null ? '' : companionWords(found);
}

/** Back to the start, or to the workbooks among which this one was opened. */
function Leave({ book }: { book: BookSubject }) {
  const reset = useValidar((m) => m.reset);
  const backToBatch = useValidar((m) => m.backToBatch);
  const { lote } = book;
  return lote === null ? (
    <ActionButton kind="ghost" className={styles.leave} onClick={reset}>
      Otro archivo
    </ActionButton>
  ) : (
    <ActionButton kind="ghost" className={styles.leave} onClick={() => void backToBatch()}>
      {`Volver a los ${countOf(lote.libros.length, 'libro', 'libros')}`}
    </ActionButton>
  );
}

function NoPlan({ draft, book }: { draft: Draft; book: BookSubject }) {
  if (draft.calculando || book.eleccion !== null) return <div className={styles.noPreview} />;
  return (
    <>
      <Notice tone="nota" live={false}>
        {book.lectura.sinColumna ??
          'No se halló una columna con RUC en esta hoja. Elija la columna usted mismo en «Columna».'}
      </Notice>
      <Offered book={book} />
      <ColumnList book={book} />
    </>
  );
}

/** Columns with RUCs that Habido does not propose (one number on every row, a hidden sheet), but offers. */
function Offered({ book }: { book: BookSubject }) {
  const takeChoice = useValidar((m) => m.takeChoice);
  const { candidatas } = book.lectura;
  if (candidatas.length === 0) return null;
  return (
    <div className={styles.offered} role="group" aria-label="Columnas con RUC">
      {candidatas.map((found) => (
        <ActionButton key={candidateWords(found)} onClick={() => void takeChoice(fromCandidate(found))}>
          {candidateWords(found)}
        </ActionButton>
      ))}
    </div>
  );
}

/** The columns of the sheet, to take one by its title. */
function ColumnList({ book }: { book: BookSubject }) {
  const takeColumn = useValidar((m) => m.takeColumn);
  const columns = book.lectura.hojas.find((h) => h.nombre === book.hoja)?.columnas ?? [];
  return (
    <div className={styles.columns} role="group" aria-label="Columnas de la hoja">
      {columns.map(({ letra, titulo }) => (
        <button key={letra} type="button" onClick={() => void takeColumn(letra)}>
          <span className={styles.letter}>{letra}</span>
          <span className="el">{titulo === '' ? 'sin título' : titulo}</span>
        </button>
      ))}
    </div>
  );
}
