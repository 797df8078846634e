import { ActionIcon, SegmentedControl } from '@mantine/core';
import type { ChangeQuery } from '../../../shared/contract.ts';
import { useCambios, useSocios } from '../../app/services.tsx';
import { ActionButton } from '../../components/ActionButton.tsx';
import { Choice } from '../../components/Choice.tsx';
import { Chip, SearchField } from '../../components/Filters.tsx';
import { Icon } from '../../components/Icon.tsx';
import { count } from '../../format/numbers.ts';
import { useNow } from '../../util/useNow.ts';
import { PERIODS, refreshWords } from './words.ts';
import styles from './Cambios.module.css';

const A_MINUTE = 60_000;
/** Values of the selects that stand for no choice; no group can be called so, its key has no capitals. */
const ALL = 'TODOS';
const NO_GROUP = 'SIN GRUPO';

/** Which changes are shown, and what can be done with all of them. `onLeave`: down to the first row. */
export function ChangeFilters({ onLeave }: { onLeave: () => void }) {
  const filter = useCambios((m) => m.filter);
  const sinLeer = useCambios((m) => m.consulta.sinLeer);
  const texto = useCambios((m) => m.consulta.texto);
  const corrida = useCambios((m) => m.consulta.corrida);
  const unread = useCambios((m) => m.sinLeer);
  return (
    <div
      className={styles.tools}
      role="search"
      aria-label="Filtros de cambios"
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' || !(event.target instanceof HTMLInputElement)) return;
        if (event.target.type === 'search') onLeave();
      }}
    >
      <Course />
      <Groups />
      {corrida === null ? <Period /> : <OneRefresh />}
      <Chip
        on={sinLeer}
        onPress={() => {
          filter({ sinLeer: !sinLeer });
        }}
      >
        Sin leer {unread === 0 ? null : <b>{count(unread)}</b>}
      </Chip>
      <SearchField
        label="Buscar cambios"
        placeholder="Nombre o RUC"
        value={texto}
        className={styles.find}
        onSearch={(next) => {
          filter({ texto: next });
        }}
      />
      <Actions />
    </div>
  );
}

/** Worse, better, or other data, each with its number. */
function Course() {
  const rumbo = useCambios((m) => m.consulta.rumbo);
  const conteo = useCambios((m) => m.conteo);
  const filter = useCambios((m) => m.filter);
  const label = (words: string, n: number | undefined) => (n === undefined ? words : `${words} ${count(n)}`);
  return (
    <div className={styles.course}>
      <SegmentedControl<ChangeQuery['rumbo']>
        aria-label="Tipo de cambio"
        data={[
          { value: 'todos', label: 'Todos' },
          { value: 'peor', label: label('Empeoraron', conteo?.peor) },
          { value: 'mejor', label: label('Mejoraron', conteo?.mejor) },
          { value: 'otro', label: label('Otros datos', conteo?.otro) },
        ]}
        value={rumbo}
        transitionDuration={0}
        onChange={(next) => {
          filter({ rumbo: next });
        }}
      />
    </div>
  );
}

function Groups() {
  const grupo = useCambios((m) => m.consulta.grupo);
  const filter = useCambios((m) => m.filter);
  const resumen = useSocios((m) => m.resumen);
  const grupos = resumen?.grupos ?? [];
  if (grupos.length === 0 && grupo === null) return null;
  return (
    <Choice
      className={styles.groups}
      aria-label="Grupo"
      data={[
        { value: ALL, label: 'Todos los grupos' },
        ...grupos.map(({ clave, nombre }) => ({ value: clave, label: nombre })),
        ...(resumen !== null && resumen.sinGrupo > 0 ? [{ value: NO_GROUP, label: 'Sin grupo' }] : []),
      ]}
      value={grupo === null ? ALL : grupo === '' ? NO_GROUP : grupo}
      onChoose={(value) => {
        filter({ grupo: value === ALL ? null : value === NO_GROUP ? '' : value });
      }}
    />
  );
}

function Period() {
  const dias = useCambios((m) => m.consulta.dias);
  const filter = useCambios((m) => m.filter);
  return (
    <Choice
      className={styles.period}
      aria-label="Período"
      data={PERIODS.map(({ dias: days, titulo }) => ({ value: String(days), label: titulo }))}
      value={String(dias)}
      onChoose={(value) => {
        filter({ dias: value === 'null' ? null : Number(value) });
      }}
    />
  );
}

/** That only the changes of one refresh are shown, whenever it was, and the way out of it. */
function OneRefresh() {
  const clear = useCambios((m) => m.clearFilters);
  const row = useCambios((m) => m.row);
  useCambios((m) => m.version);
  const now = useNow(A_MINUTE);
  return (
    <span className={styles.refresh}>
      {refreshWords(row(0)?.notadoEn ?? null, now)}
      <ActionIcon size="xs" aria-label="Ver todos los cambios" title="Ver todos los cambios" onClick={clear}>
        <Icon name="cerrar" />
      </ActionIcon>
    </span>
  );
}

/** What can be done with all that is found. */
function Actions() {
  const total = useCambios((m) => m.total) ?? 0;
  const unread = useCambios((m) => m.sinLeer);
  const markAll = useCambios((m) => m.markAll);
  const exportBook = useCambios((m) => m.exportBook);
  const exportando = useCambios((m) => m.exportando);
  return (
    <div className={styles.actions}>
      <ActionButton
        icon="copiado"
        className={styles.marking}
        title="Marcar como leídos todos los cambios de esta lista"
        disabled={unread === 0}
        onClick={() => void markAll()}
      >
        Marcar como leídos
      </ActionButton>
      <ActionButton
        icon="hoja"
        className={styles.export}
        title="Exportar a Excel los cambios de esta lista"
        disabled={total === 0}
        loading={exportando}
        onClick={() => void exportBook()}
      >
        Exportar a Excel
      </ActionButton>
    </div>
  );
}
