import { useValidar } from '../../../app/services.tsx';
import { Choice } from '../../../components/Choice.tsx';
import { columnOptions, headerOptions, sheetOptions } from '../state/choices.ts';
import type { Draft } from '../state/model.ts';
import type { BookSubject } from '../state/subject.ts';
import styles from './Plan.module.css';

/** Which sheet, column and header row: as found, and open to the user's word. */
export function ColumnPicker({ book, plan }: { book: BookSubject; plan: Draft['plan'] }) {
  const takeSheet = useValidar((m) => m.takeSheet);
  const takeColumn = useValidar((m) => m.takeColumn);
  const takeHeader = useValidar((m) => m.takeHeader);
  const header = plan?.filaEncabezado ?? book.eleccion?.filaEncabezado ?? null;
  return (
    <>
      <Choice
        inner={{ label: 'Hoja', room: 3.25 }}
        className={styles.sheet}
        data={sheetOptions(book.lectura)}
        value={book.hoja}
        onChoose={(value) => void takeSheet(value)}
      />
      <Choice
        inner={{ label: 'Columna', room: 4.75 }}
        className={styles.column}
        data={columnOptions(book.lectura, book.hoja)}
        value={book.eleccion?.columna ?? null}
        placeholder="elija una"
        searchable
        onChoose={(value) => void takeColumn(value)}
      />
      <Choice
        inner={{ label: 'Encabezado', room: 6 }}
        className={styles.header}
        data={headerOptions(header)}
        value={header === null ? null : String(header)}
        placeholder="—"
        disabled={book.eleccion === null}
        onChoose={(value) => void takeHeader(Number(value))}
      />
    </>
  );
}
