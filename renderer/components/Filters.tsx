import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useShortcut } from '../util/shortcuts.ts';
import { Icon } from './Icon.tsx';
import styles from './Filters.module.css';

const PAUSE_MS = 200;

/** A filter that is on or off; it has no border until it is on. */
export function Chip({ on, children, onPress }: { on: boolean; children: ReactNode; onPress: () => void }) {
  return (
    <button type="button" className={styles.chip} aria-pressed={on} onClick={onPress}>
      {children}
    </button>
  );
}

interface SearchFieldProps {
  label: string;
  placeholder: string;
  /** The text in force. */
  value: string;
  className?: string;
  /** Called a moment after the last letter. */
  onSearch(text: string): void;
}

/** Where rows are searched as one types; Ctrl+F leads here, Esc empties it, and then leaves. */
export function SearchField({ label, placeholder, value, className, onSearch }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  useShortcut('mod+f', () => {
    input.current?.focus();
    input.current?.select();
  });
  // The text may be taken away from elsewhere ("Quitar filtros"): then the field follows.
  const sent = useRef(value);
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (text === value || value !== sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      onSearch(text);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text, value, onSearch]);
  return (
    <label className={className === undefined ? styles.find : `${styles.find} ${className}`}>
      <Icon name="buscar" />
      <input
        ref={input}
        type="search"
        value={text}
        maxLength={200}
        placeholder={placeholder}
        aria-label={label}
        aria-keyshortcuts="Control+F"
        spellCheck={false}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          setText('');
          if (text === '') event.currentTarget.blur();
        }}
      />
    </label>
  );
}
