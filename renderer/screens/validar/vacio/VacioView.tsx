import { useEffect } from 'react';
import { useApp, useValidar } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { ProgressBar } from '../../../components/ProgressBar.tsx';
import { count, percent } from '../../../format/numbers.ts';
import { Messages } from '../Messages.tsx';
import { RecentRuns } from './RecentRuns.tsx';
import { usePaste } from './usePaste.ts';
import styles from './Vacio.module.css';

/** Where everything starts: the drop zone, and the runs there were. While a workbook is read, its progress. */
export function VacioView({ dragging }: { dragging: boolean }) {
  const loadRecent = useValidar((m) => m.loadRecent);
  const fase = useValidar((m) => m.fase);
  useEffect(() => {
    void loadRecent();
  }, [loadRecent]);
  return (
    <div className={`scroll ${styles.view}`}>
      <Messages />
      <section className={styles.drop} aria-label="Soltar archivo" data-over={dragging || undefined}>
        <Icon name="hoja" className={styles.icon} />
        {fase.tipo === 'leyendo' ? (
          <Reading nombre={fase.nombre} avance={fase.avance} de={fase.de} />
        ) : (
          <Invitation dragging={dragging} />
        )}
      </section>
      <TokenHint />
      <RecentRuns />
    </div>
  );
}

function Invitation({ dragging }: { dragging: boolean }) {
  const chooseFiles = useValidar((m) => m.chooseFiles);
  // The dialog of macOS takes files and folders alike.
  const folders = useApp((m) => m.state !== null && m.state.plataforma !== 'darwin');
  const openSample = useValidar((m) => m.openSample);
  const paste = useValidar((m) => m.paste);
  usePaste(() => void paste(), true);
  return (
    <>
      <div className="sp">
        <p className={styles.big}>
          {dragging ? 'Suelte para leer lo que trae' : 'Suelte aquí su libro de Excel'}
        </p>
        <p className="t2">Habido busca la columna del RUC y le muestra cuánto cuesta antes de consultar.</p>
        <p className={`t3 s12 ${styles.hint}`}>
          Uno o varios libros, o una carpeta: .xlsx, .xlsm, .xls, .xlsb, .ods, .csv y .txt del PLE.
        </p>
        <p className="t3 s12">
          Su archivo no se modifica: se guarda una copia anotada.{' '}
          <button type="button" className="link" onClick={() => void openSample()}>
            Probar con un libro de ejemplo
          </button>
        </p>
      </div>
      <div className={styles.ways}>
        <ActionButton
          kind="primary"
          large
          keys={{ show: 'Ctrl O', aria: 'Control+O' }}
          onClick={() => void chooseFiles(false)}
        >
          Elegir archivo
        </ActionButton>
        {folders ? (
          <ActionButton kind="ghost" onClick={() => void chooseFiles(true)}>
            Elegir una carpeta
          </ActionButton>
        ) : null}
        <ActionButton kind="ghost" keys={{ show: 'Ctrl V', aria: 'Control+V' }} onClick={() => void paste()}>
          Pegar RUC del portapapeles
        </ActionButton>
      </div>
    </>
  );
}

interface ReadingProps {
  nombre: string;
  avance: number;
  /** Which of several is read. */
  de?: { n: number; total: number };
}

function Reading({ nombre, avance, de = { n: 1, total: 1 } }: ReadingProps) {
  const cancelJob = useValidar((m) => m.cancelJob);
  const done = Math.floor(((de.n - 1 + avance) / de.total) * 100);
  const several = de.total > 1;
  return (
    <>
      <div className="sp">
        <p className={styles.big}>
          {several ? `Leyendo el libro ${count(de.n)} de ${count(de.total)}` : 'Leyendo el libro'}
        </p>
        <p className="t2 el" title={nombre}>
          {nombre}
        </p>
        <div className={styles.reading}>
          <ProgressBar label={several ? 'Lectura de los libros' : 'Lectura del libro'} done={done} />
          <span className="t2 s12">{percent(done)}</span>
        </div>
      </div>
      <ActionButton onClick={() => void cancelJob()}>Cancelar</ActionButton>
    </>
  );
}

/** Without a token Habido still works with what it has; one quiet sentence says how to get further. */
function TokenHint() {
  const state = useApp((m) => m.state);
  const go = useApp((m) => m.go);
  const setDemo = useApp((m) => m.setDemo);
  const fail = useApp((m) => m.fail);
  if (state === null || state.token.tiene || state.demo) return null;
  return (
    <p className={`t2 s13 ${styles.token}`}>
      Todavía no hay token de Migo: se usan solo las respuestas guardadas.{' '}
      <button
        type="button"
        className="link"
        onClick={() => {
          go('ajustes');
        }}
      >
        Ingresar el token
      </button>{' '}
      o{' '}
      <button
        type="button"
        className="link"
        onClick={() => {
          void setDemo(true).then((failure) => {
            if (failure !== null) fail(failure);
          });
        }}
      >
        probar en modo demostración
      </button>
      , con contribuyentes inventados.
    </p>
  );
}
