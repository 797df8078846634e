import type { RunSnapshot } from '../../../../shared/contract.ts';
import { VEREDICTOS } from '../../../../shared/verdict.ts';
import { useRows } from '../../../app/services.tsx';
import { Chip, SearchField } from '../../../components/Filters.tsx';
import { Verdict } from '../../../components/Verdict.tsx';
import { count } from '../../../format/numbers.ts';
import { toReview } from '../../../words/verdicts.ts';
import type { RowFilter } from '../grid/rowsStore.ts';
import { CopyButton } from './OutputActions.tsx';
import styles from './FilterBar.module.css';

/** Which rows are shown: by verdict, and by text. */
export function FilterBar({ run }: { run: RunSnapshot }) {
  return (
    <div className={styles.bar}>
      <div className={styles.chips} role="group" aria-label="Filtrar por veredicto">
        <VerdictChip filter="todos" n={run.distintos} />
        <VerdictChip filter="revisar" n={toReview(run.conteo)} />
        {VEREDICTOS.filter((verdict) => run.conteo[verdict] > 0).map((verdict) => (
          <VerdictChip key={verdict} filter={verdict} n={run.conteo[verdict]} />
        ))}
      </div>
      <Search />
      <CopyButton />
    </div>
  );
}

function VerdictChip({ filter, n }: { filter: RowFilter; n: number }) {
  const current = useRows((m) => m.consulta.filtro);
  const choose = useRows((m) => m.filter);
  return (
    <Chip
      on={current === filter}
      onPress={() => {
        choose(current === filter ? 'todos' : filter);
      }}
    >
      <ChipWord filter={filter} /> <b>{count(n)}</b>
    </Chip>
  );
}

function ChipWord({ filter }: { filter: RowFilter }) {
  if (filter === 'todos') return 'Todos';
  if (filter === 'revisar') return 'Por revisar';
  return filter === 'pendientes' ? 'En espera' : <Verdict of={filter} quiet />;
}

function Search() {
  const search = useRows((m) => m.search);
  const texto = useRows((m) => m.consulta.texto);
  return (
    <SearchField
      className={styles.find}
      label="Buscar en la lista"
      placeholder="Buscar"
      value={texto}
      onSearch={search}
    />
  );
}
