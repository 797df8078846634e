import { NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Schedule, ScheduleDays } from '../../shared/contract.ts';
import { daysOf, monthDaysText, readHour, readMonthDays, WEEK } from '../words/schedule.ts';
import styles from './ScheduleEditor.module.css';

const KINDS: { value: ScheduleDays['tipo']; label: string }[] = [
  { value: 'diaria', label: 'Cada día' },
  { value: 'semanal', label: 'Semanal' },
  { value: 'mensual', label: 'Mensual' },
  { value: 'ultimo-habil', label: 'Último día hábil' },
];
const HIGHEST_CEILING = 10_000_000;

interface ScheduleEditorProps {
  /** What it is of, for screen readers: "Agenda general". */
  label: string;
  value: Schedule;
  /** Called with every change that makes a whole schedule; what does not stays in its field with the reason. */
  onChange(next: Schedule): void;
  /** When it comes round next, in a sentence; empty where that is not known yet. */
  proximo?: string;
}

/** Days, hour and ceiling of a schedule. Whether it is on at all is asked by who shows it. */
export function ScheduleEditor({ label, value, onChange, proximo = '' }: ScheduleEditorProps) {
  const { dias } = value;
  const setDays = (next: ScheduleDays): void => {
    onChange({ ...value, dias: next });
  };
  return (
    <div className={styles.editor} role="group" aria-label={label}>
      <SegmentedControl
        aria-label="Días"
        data={KINDS}
        value={dias.tipo}
        transitionDuration={0}
        onChange={(tipo) => {
          setDays(daysOf(tipo, dias));
        }}
      />
      {dias.tipo === 'semanal' ? <WeekDays days={dias.dias} onChange={setDays} /> : null}
      {dias.tipo === 'mensual' ? <MonthDays days={dias.dias} onChange={setDays} /> : null}
      {dias.tipo === 'ultimo-habil' ? (
        <p className="t3 s12">El último día del mes que no es sábado, domingo ni feriado en el Perú.</p>
      ) : null}
      <div className={styles.line}>
        <HourField
          value={value.hora}
          onChange={(hora) => {
            onChange({ ...value, hora });
          }}
        />
        <CeilingField
          value={value.tope}
          onChange={(tope) => {
            onChange({ ...value, tope });
          }}
        />
      </div>
      <p className={proximo === '' ? 'sr' : 's12 t2'} role="status">
        {proximo}
      </p>
    </div>
  );
}

/** The days of a week: at least one stays. */
function WeekDays({ days, onChange }: { days: readonly number[]; onChange(next: ScheduleDays): void }) {
  return (
    <div className={styles.week} role="group" aria-label="Días de la semana">
      {WEEK.map(({ dia, letra, nombre }) => {
        const on = days.includes(dia);
        return (
          <button
            key={dia}
            type="button"
            aria-label={nombre}
            title={nombre}
            aria-pressed={on}
            aria-disabled={on && days.length === 1}
            onClick={() => {
              const dias = on ? days.filter((other) => other !== dia) : [...days, dia].sort((a, b) => a - b);
              if (dias.length > 0) onChange({ tipo: 'semanal', dias });
            }}
          >
            {letra}
          </button>
        );
      })}
    </div>
  );
}

function MonthDays({ days, onChange }: { days: readonly number[]; onChange(next: ScheduleDays): void }) {
  const field = useDraft(monthDaysText(days), readMonthDays, (dias) => {
    onChange({ tipo: 'mensual', dias });
  });
  return (
    <TextInput
      {...field}
      label="Días del mes"
      description="Un día que el mes no tiene (31) se hace el último."
      error={field.error ? 'Escriba días del 1 al 31, como «1, 15».' : undefined}
    />
  );
}

function HourField({ value, onChange }: { value: string; onChange(hora: string): void }) {
  const field = useDraft(value, readHour, onChange);
  return (
    <TextInput
      {...field}
      className={styles.hour}
      label="Hora de Lima"
      inputMode="numeric"
      error={field.error ? 'Escriba una hora como 07:00.' : undefined}
    />
  );
}

/** Queries that one refresh may spend; empty: no ceiling. */
function CeilingField({ value, onChange }: { value: number | null; onChange(tope: number | null): void }) {
  const [draft, setDraft] = useState<number | string>(value ?? '');
  useEffect(() => {
    setDraft(value ?? '');
  }, [value]);
  const commit = (): void => {
    const next = typeof draft === 'number' ? Math.max(1, Math.min(HIGHEST_CEILING, draft)) : null;
    setDraft(next ?? '');
    if (next !== value) onChange(next);
  };
  return (
    <NumberInput
      className={styles.ceiling}
      label="Tope de consultas"
      value={draft}
      min={1}
      max={HIGHEST_CEILING}
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator=","
      placeholder="sin tope"
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
      }}
    />
  );
}

/** A text that is read on leaving its field or with Enter; what can't be read stays, as a fault. */
function useDraft<T>(text: string, read: (text: string) => T | null, take: (value: T) => void) {
  const [draft, setDraft] = useState(text);
  const [error, setError] = useState(false);
  useEffect(() => {
    setDraft(text);
    setError(false);
  }, [text]);
  const commit = (): void => {
    if (draft === text) {
      setError(false);
      return;
    }
    const value = read(draft);
    setError(value === null);
    if (value !== null) {
      setDraft(text);
      take(value);
    }
  };
  return {
    value: draft,
    error,
    spellCheck: false,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
      setDraft(event.currentTarget.value);
    },
    onBlur: commit,
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key === 'Enter') commit();
    },
  };
}
