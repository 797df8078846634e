import { useEffect, useRef, useState } from 'react';
import type { RunSnapshot } from '../../../../shared/contract.ts';
import { VEREDICTOS } from '../../../../shared/verdict.ts';
import { useRows } from '../../../app/services.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Verdict } from '../../../components/Verdict.tsx';
import { count } from '../../../format/numbers.ts';
import { useShortcut } from '../../../util/shortcuts.ts';
import { toReview } from '../../../words/verdicts.ts';
import type { RowFilter } from '../grid/rowsStore.ts';
import { CopyButton } from './OutputActions.tsx';
import styles from './FilterBar.module.css';

const PAUSE_MS = 200;

/** Which rows are shown: by verdict, and by text. */
export function FilterBar({ run }: { run: RunSnapshot }) {
  return (
    <div className={styles.bar}>
      <div className={styles.chips} role="group" aria-label="Filtrar por veredicto">
        <Chip filter="todos" n={run.distintos} />
        <Chip filter="revisar" n={toReview(run.conteo)} />
        {VEREDICTOS.filter((verdict) => run.conteo[verdict] > 0).map((verdict) => (
          <Chip key={verdict} filter={verdict} n={run.conteo[verdict]} />
        ))}
      </div>
      <SearchField />
      <CopyButton />
    </div>
  );
}

function Chip({ filter, n }: { filter: RowFilter; n: number }) {
  const current = useRows((m) => m.consulta.filtro);
  const choose = useRows((m) => m.filter);
  return (
    <button
      type="button"
      className={styles.chip}
      aria-pressed={current === filter}
      onClick={() => {
        choose(current === filter ? 'todos' : filter);
      }}
    >
      <ChipWord filter={filter} /> <b>{count(n)}</b>
    </button>
  );
}

function ChipWord({ filter }: { filter: RowFilter }) {
  if (filter === 'todos') return 'Todos';
  if (filter === 'revisar') return 'Por revisar';
  return filter === 'pendientes' ? 'En espera' : <Verdict of={filter} quiet />;
}

function SearchField() {
  const search = useRows((m) => m.search);
  const asked = useRows((m) => m.consulta.texto);
  const [text, setText] = useState(asked);
  const input = useRef<HTMLInputElement>(null);
  useShortcut('mod+f', () => {
    input.current?.focus();
    input.current?.select();
  });
  useEffect(() => {
    if (text === asked) return;
    const timer = setTimeout(() => {
      search(text);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text, asked, search]);
  return (
    <label className={styles.find}>
      <Icon name="buscar" />
      <input
        ref={input}
        type="search"
        value={text}
        maxLength={200}
        placeholder="Buscar"
        aria-label="Buscar en la lista"
        aria-keyshortcuts="Control+F"
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
