import { ActionIcon, Switch } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ResultKey } from '../../../shared/workbook.ts';
import { useApp } from '../../app/services.tsx';
import { Icon } from '../../components/Icon.tsx';
import { failureSentence } from '../../words/failures.ts';
import { canMove, COLUMN_WORDS, columnLines, moved, toggled } from './resultColumns.ts';
import { useSaving } from './Setting.tsx';
import { SwitchSetting } from './SwitchSetting.tsx';
import styles from './CopySection.module.css';
import page from './Ajustes.module.css';

/** What a copy holds beside the user's own: its result columns, and the sheets after them. */
export function CopySection() {
  return (
    <>
      <ResultColumns />
      <SwitchSetting
        name="hojaResumen"
        label="Hoja «Habido»"
        hint="Al final de cada copia: cuántos hay de cada veredicto, de dónde salió cada respuesta, fechas, huellas y qué significa cada palabra."
      />
      <SwitchSetting
        name="hojaProblemas"
        label="Hoja «Por revisar»"
        hint="Solo las filas cuyo veredicto no es APTO, para trabajar sobre ellas. Los textos .csv y .txt no llevan hojas."
      />
    </>
  );
}

const NONE: readonly ResultKey[] = [];

/** The result columns in their order; what is changed here holds for the copies saved from now on. */
function ResultColumns() {
  const stored = useApp((m) => m.state?.ajustes.columnas ?? NONE);
  const { failure, done, save } = useSaving();
  // Ahead of what is stored, so that two quick presses are two moves.
  const [chosen, setChosen] = useState(stored);
  const [said, setSaid] = useState('');
  useEffect(() => {
    setChosen(stored);
  }, [stored]);
  const change = (next: ResultKey[], words: string): void => {
    setChosen(next);
    setSaid(words);
    void save({ columnas: next }).then((saved) => {
      if (!saved) setChosen(stored);
    });
  };
  return (
    <div className={page.option}>
      <div className="row">
        <p className="sp">Columnas de resultado</p>
        <p className={said === '' && done === null ? 'sr' : 's12 t2'} role="status">
          {[said, done ?? ''].filter((text) => text !== '').join('. ')}
        </p>
      </div>
      <p className="t3 s12">
        En este orden van a la derecha de lo suyo. Lo que cambie vale para las copias que guarde desde ahora.
      </p>
      <ol className={styles.list} aria-label="Columnas de resultado">
        {columnLines(chosen).map(({ clave, puesta }) => (
          <ColumnRow
            key={clave}
            clave={clave}
            puesta={puesta}
            chosen={chosen}
            onToggle={(on) => {
              change(toggled(chosen, clave, on), '');
            }}
            onMove={(by) => {
              const next = moved(chosen, clave, by);
              const place = `${String(next.indexOf(clave) + 1)} de ${String(next.length)}`;
              change(next, `${COLUMN_WORDS[clave].titulo}, lugar ${place}`);
            }}
          />
        ))}
      </ol>
      {failure === null ? null : (
        <p className={page.failure} role="alert">
          {failureSentence(failure)}
        </p>
      )}
    </div>
  );
}

interface ColumnRowProps {
  clave: ResultKey;
  puesta: boolean;
  chosen: readonly ResultKey[];
  onToggle(on: boolean): void;
  onMove(by: -1 | 1): void;
}

function ColumnRow({ clave, puesta, chosen, onToggle, onMove }: ColumnRowProps) {
  const { titulo, texto } = COLUMN_WORDS[clave];
  /** The button that moved the row: the browser takes its focus away as the row changes places. */
  const [mover, setMover] = useState<HTMLElement | null>(null);
  useEffect(() => {
    mover?.focus();
    setMover(null);
  }, [chosen, mover]);
  const arrow = (by: -1 | 1, icon: 'asc' | 'desc', words: string) => (
    <ActionIcon
      size="xs"
      aria-label={`${words} ${titulo}`}
      title={words}
      aria-disabled={!canMove(chosen, clave, by)}
      onClick={(event) => {
        if (!canMove(chosen, clave, by)) return;
        setMover(event.currentTarget);
        onMove(by);
      }}
    >
      <Icon name={icon} />
    </ActionIcon>
  );
  return (
    <li className={styles.row} data-out={!puesta || undefined}>
      <Switch
        size="xs"
        aria-label={titulo}
        checked={puesta}
        disabled={clave === 'veredicto'}
        onChange={(event) => {
          onToggle(event.currentTarget.checked);
        }}
      />
      <span className={styles.title}>{titulo}</span>
      <span className="t3 s12 sp el">{texto}</span>
      {puesta && clave !== 'veredicto' ? (
        <span className={styles.arrows}>
          {arrow(-1, 'asc', 'Subir')}
          {arrow(1, 'desc', 'Bajar')}
        </span>
      ) : null}
    </li>
  );
}
