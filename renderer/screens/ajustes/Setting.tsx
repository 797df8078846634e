import { NumberInput, TextInput } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import type { Settings } from '../../../shared/contract.ts';
import type { PlainError } from '../../../shared/errors.ts';
import { useApp } from '../../app/services.tsx';
import { failureSentence } from '../../words/failures.ts';
import styles from './Ajustes.module.css';

interface SettingProps {
  label: string;
  /** What follows from it, in one sentence. */
  hint: ReactNode;
  children: ReactNode;
  /** What stands right of the control, so that all controls align. */
  unit?: string;
  failure?: PlainError | null;
  /** A word of success, shown a moment. */
  done?: string | null;
  /** More under the row. */
  below?: ReactNode;
}

/** One setting: its name and consequence left, its control right. */
export function Setting({ label, hint, children, unit, failure, done, below }: SettingProps) {
  return (
    <div className={styles.option}>
      <div className={styles.line}>
        <div className={styles.words}>
          <p>{label}</p>
          <p className="t3 s12">{hint}</p>
        </div>
        <div className={styles.control}>
          {children}
          {unit === undefined ? null : <span className={styles.unit}>{unit}</span>}
        </div>
      </div>
      {failure == null ? null : (
        <p className={styles.failure} role="alert">
          {failureSentence(failure)}
        </p>
      )}
      <p className={done == null ? 'sr' : styles.done} role="status">
        {done ?? ''}
      </p>
      {below}
    </div>
  );
}

const FIXED_WORDS: Partial<Record<keyof Settings, string>> = {
  direccion: 'HABIDO_MIGO_URL',
  porMinuto: 'HABIDO_POR_MINUTO',
  concurrencia: 'HABIDO_CONCURRENCIA',
};

/** Whether an environment variable rules this setting, and the sentence that says so. */
export function useFixed(name: keyof Settings): string | null {
  const fixed = useApp((m) => m.state?.fijados.includes(name) ?? false);
  const demo = useApp((m) => m.state?.demo ?? false);
  const variable = FIXED_WORDS[name];
  if (!fixed) return null;
  if (demo) return 'Lo fija el modo demostración.';
  return `Lo fija ${variable === undefined ? 'una variable de entorno' : `la variable ${variable}`}; aquí no se puede cambiar.`;
}

const SAID_FOR_MS = 2000;

/** Saves a setting at once; says that it was, or why not. */
export function useSaving(): {
  failure: PlainError | null;
  done: string | null;
  save(patch: Partial<Settings>): Promise<boolean>;
} {
  const saveSettings = useApp((m) => m.saveSettings);
  const [failure, setFailure] = useState<PlainError | null>(null);
  const [done, setDone] = useState<string | null>(null);
  useEffect(() => {
    if (done === null) return;
    const timer = setTimeout(() => {
      setDone(null);
    }, SAID_FOR_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [done]);
  return {
    failure,
    done,
    save: async (patch) => {
      const error = await saveSettings(patch);
      setFailure(error);
      setDone(error === null ? 'Guardado.' : null);
      return error === null;
    },
  };
}

interface NumberSettingProps {
  name:
    | 'porMinuto'
    | 'concurrencia'
    | 'frescuraHoras'
    | 'tope'
    | 'padronEdadDias'
    | 'sociosFrescuraDias'
    | 'sociosSinConfirmarDias';
  label: string;
  hint: string;
  unit?: string;
  min: number;
  max: number;
  /** Empty means null; then `placeholder` says what that means. */
  optional?: boolean;
  placeholder?: string;
}

/** A number that is saved on leaving the field or with Enter. */
export function NumberSetting({
  name,
  label,
  hint,
  unit = '',
  min,
  max,
  optional = false,
  placeholder,
}: NumberSettingProps) {
  const value = useApp((m) => m.state?.ajustes[name] ?? null);
  const fixed = useFixed(name);
  const { failure, done, save } = useSaving();
  const [draft, setDraft] = useState<number | string>(value ?? '');
  useEffect(() => {
    setDraft(value ?? '');
  }, [value]);
  const commit = (): void => {
    const next = typeof draft === 'number' ? Math.max(min, Math.min(max, draft)) : null;
    if (next === value || (next === null && !optional)) setDraft(value ?? '');
    else {
      void save({ [name]: next }).then((saved) => {
        if (!saved) setDraft(value ?? '');
      });
    }
  };
  return (
    <Setting label={label} hint={fixed ?? hint} unit={unit} failure={failure} done={done}>
      <NumberInput
        className={styles.number}
        aria-label={label}
        value={draft}
        min={min}
        max={max}
        allowDecimal={false}
        allowNegative={false}
        thousandSeparator=","
        placeholder={placeholder}
        disabled={fixed !== null}
        onChange={setDraft}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
      />
    </Setting>
  );
}

interface TextSettingProps {
  name: 'direccion' | 'precio' | 'padronDireccion';
  label: string;
  hint: string;
  unit?: string;
  /** `wide` for an address, else a number's width. */
  wide?: boolean;
  placeholder?: string;
  /** What is written as it is sent; null where it can't be. */
  read(text: string): Settings[TextSettingProps['name']] | undefined;
}

/** A text that is saved on leaving the field or with Enter. */
export function TextSetting({ name, label, hint, unit, wide = false, placeholder, read }: TextSettingProps) {
  const value = useApp((m) => m.state?.ajustes[name] ?? null);
  const fixed = useFixed(name);
  const { failure, done, save } = useSaving();
  const [draft, setDraft] = useState(value ?? '');
  useEffect(() => {
    setDraft(value ?? '');
  }, [value]);
  const commit = (): void => {
    const next = read(draft.trim());
    if (next === undefined || next === value) setDraft(value ?? '');
    else void save({ [name]: next });
  };
  return (
    <Setting label={label} hint={fixed ?? hint} unit={unit} failure={failure} done={done}>
      <TextInput
        className={wide ? styles.wide : styles.number}
        aria-label={label}
        value={draft}
        placeholder={placeholder}
        spellCheck={false}
        disabled={fixed !== null}
        error={failure !== null}
        onChange={(event) => {
          setDraft(event.currentTarget.value);
        }}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
      />
    </Setting>
  );
}
