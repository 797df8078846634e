import { ActionIcon, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { HolidayEdits } from '../../../shared/contract.ts';
import { useApp } from '../../app/services.tsx';
import { ActionButton } from '../../components/ActionButton.tsx';
import { Icon } from '../../components/Icon.tsx';
import { corrected, dayText, holidayLines, readDay, restored, type HolidayKind } from './holidays.ts';
import { Setting, useSaving } from './Setting.tsx';
import styles from './Ajustes.module.css';

const NONE: HolidayEdits = { agregados: [], quitados: [] };
const WORDS: Record<HolidayKind, string> = {
  feriado: 'Feriado agregado',
  laborable: 'Feriado que aquí se trabaja',
};

/** The public holidays of Peru, corrected day by day. */
export function HolidaySetting() {
  const edits = useApp((m) => m.state?.ajustes.feriados ?? NONE);
  const { failure, done, save } = useSaving();
  const lines = holidayLines(edits);
  const change = (feriados: HolidayEdits): void => void save({ feriados });
  return (
    <Setting
      label="Feriados"
      hint="Habido conoce los feriados nacionales del Perú. Agregue los que falten, como un día no laborable, y marque los que su oficina trabaja: con ellos se halla el último día hábil."
      failure={failure}
      done={done}
      below={
        <div className={styles.holidays}>
          <NewHoliday
            onAdd={(dia, tipo) => {
              change(corrected(edits, { dia, tipo }));
            }}
          />
          {lines.length === 0 ? null : (
            <ul aria-label="Feriados corregidos">
              {lines.map(({ dia, tipo }) => (
                <li key={dia}>
                  <span className={styles.holiday}>{dayText(dia)}</span>
                  <span className="sp t2">{WORDS[tipo]}</span>
                  <ActionIcon
                    size="xs"
                    aria-label={`Quitar ${dayText(dia)}`}
                    title="Quitar de la lista"
                    onClick={() => {
                      change(restored(edits, dia));
                    }}
                  >
                    <Icon name="cerrar" />
                  </ActionIcon>
                </li>
              ))}
            </ul>
          )}
        </div>
      }
    >
      {null}
    </Setting>
  );
}

function NewHoliday({ onAdd }: { onAdd(dia: string, tipo: HolidayKind): void }) {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const add = (tipo: HolidayKind): void => {
    const dia = readDay(text);
    setWrong(dia === null);
    if (dia === null) return;
    onAdd(dia, tipo);
    setText('');
  };
  return (
    <div className={styles.newHoliday}>
      <TextInput
        className={styles.date}
        aria-label="Fecha"
        placeholder="dd/mm/aaaa"
        value={text}
        maxLength={10}
        spellCheck={false}
        error={wrong ? 'Escriba una fecha como 08/12/2026.' : undefined}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setWrong(false);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') add('feriado');
        }}
      />
      <ActionButton
        disabled={text === ''}
        onClick={() => {
          add('feriado');
        }}
      >
        Agregar feriado
      </ActionButton>
      <ActionButton
        disabled={text === ''}
        onClick={() => {
          add('laborable');
        }}
      >
        Aquí se trabaja
      </ActionButton>
    </div>
  );
}
