import { useSocios } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { Choice } from '../../../components/Choice.tsx';
import { FileName } from '../../../components/FileName.tsx';
import { ProgressBar } from '../../../components/ProgressBar.tsx';
import { count, countOf, percent } from '../../../format/numbers.ts';
import { Preview } from '../../validar/plan/Preview.tsx';
import { columnOptions, headerOptions, sheetOptions } from '../../validar/state/choices.ts';
import type { BookOfPartners } from '../state/model.ts';
import styles from './Dialogs.module.css';

/** How many RUCs the column would add; null while that is not known. */
export function rucsOf({ plan }: BookOfPartners): number | null {
  return plan === null ? null : plan.distintos - plan.formatoInvalido;
}

/** The column of a workbook whose RUCs become partners: as found, and open to the user's word. */
export function BookColumn({ book }: { book: BookOfPartners }) {
  const chooseBook = useSocios((m) => m.chooseBook);
  const { lectura, nombre, avance } = book;
  return (
    <div className={styles.book}>
      <div className="row">
        <div className="sp b">
          <FileName name={nombre} />
        </div>
        <ActionButton kind="ghost" compact onClick={() => void chooseBook()}>
          Otro libro
        </ActionButton>
      </div>
      {lectura === null ? (
        <div className="row">
          <div className="sp">
            <ProgressBar label="Lectura del libro" done={Math.floor(avance * 100)} />
          </div>
          <span className="t2 s12">{percent(Math.floor(avance * 100))}</span>
        </div>
      ) : (
        <Column book={book} lectura={lectura} />
      )}
    </div>
  );
}

type Reading = NonNullable<BookOfPartners['lectura']>;

function Column({ book, lectura }: { book: BookOfPartners; lectura: Reading }) {
  const { plan, eleccion } = book;
  return (
    <>
      <Choices book={book} lectura={lectura} />
      {plan === null ? (
        <p className="s13 t2" role="status">
          {eleccion === null
            ? (lectura.sinColumna ??
              'No se halló una columna con RUC en esta hoja. Elija la columna usted mismo en «Columna».')
            : 'Leyendo la columna…'}
        </p>
      ) : (
        <>
          <div className={styles.preview}>
            <Preview plan={plan} short />
          </div>
          <p className="s12 t2" role="status">
            {eleccion?.manual === true ? countWords(plan) : plan.motivo}
          </p>
        </>
      )}
    </>
  );
}

function Choices({ book, lectura }: { book: BookOfPartners; lectura: Reading }) {
  const takeSheet = useSocios((m) => m.takeSheet);
  const takeColumn = useSocios((m) => m.takeColumn);
  const takeHeader = useSocios((m) => m.takeHeader);
  const { plan, hoja, eleccion } = book;
  const header = plan?.filaEncabezado ?? eleccion?.filaEncabezado ?? null;
  return (
    <div className={styles.choices}>
      <Choice
        inDialog
        inner={{ label: 'Hoja', room: 3.25 }}
        data={sheetOptions(lectura)}
        value={hoja}
        onChoose={(value) => void takeSheet(value)}
      />
      <Choice
        inDialog
        inner={{ label: 'Columna', room: 4.75 }}
        data={columnOptions(lectura, hoja)}
        value={eleccion?.columna ?? null}
        placeholder="elija una"
        searchable
        onChoose={(value) => void takeColumn(value)}
      />
      <Choice
        inDialog
        inner={{ label: 'Encabezado', room: 6 }}
        data={headerOptions(header)}
        value={header === null ? null : String(header)}
        placeholder="—"
        disabled={eleccion === null}
        onChoose={(value) => void takeHeader(Number(value))}
      />
    </div>
  );
}

function countWords({ distintos, formatoInvalido }: NonNullable<BookOfPartners['plan']>): string {
  const valid = `${count(distintos - formatoInvalido)} RUC distintos`;
  return formatoInvalido === 0
    ? `${valid}.`
    : `${valid}; ${countOf(formatoInvalido, 'no puede ser RUC', 'no pueden ser RUC')}.`;
}
