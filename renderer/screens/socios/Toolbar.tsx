import type { PartnerSummary } from '../../../shared/contract.ts';
import { PARTNER_KINDS } from '../../../shared/partner-views.ts';
import { useApp, useSocios } from '../../app/services.tsx';
import { ActionButton } from '../../components/ActionButton.tsx';
import { Choice } from '../../components/Choice.tsx';
import { Chip, SearchField } from '../../components/Filters.tsx';
import { count } from '../../format/numbers.ts';
import { scopeOf, type PartnerFilter, type PartnerView } from './state/model.ts';
import { kindWords, refreshWords } from './words.ts';
import styles from './Socios.module.css';

/** Which partners are shown, and what can be done with them all. */
export function Toolbar({ resumen, onGroups }: { resumen: PartnerSummary; onGroups: () => void }) {
  const startAdding = useSocios((m) => m.startAdding);
  return (
    <div className={styles.tools}>
      <PartnerSearch />
      <GroupChoice resumen={resumen} />
      <Filters resumen={resumen} />
      <ActionButton icon="grupos" className={styles.fold} title="Grupos" onClick={onGroups}>
        Grupos
      </ActionButton>
      <ActionButton
        icon="mas"
        className={styles.foldLate}
        title="Agregar socios"
        onClick={() => {
          startAdding();
        }}
      >
        Agregar
      </ActionButton>
      <RefreshButton resumen={resumen} />
    </div>
  );
}

/** Where partners are searched as one types. */
export function PartnerSearch() {
  const texto = useSocios((m) => m.consulta.texto);
  const search = useSocios((m) => m.search);
  return (
    <SearchField
      className={styles.find}
      label="Buscar socios"
      placeholder="Buscar por RUC o nombre"
      value={texto}
      onSearch={search}
    />
  );
}

const SECTIONS = 'grupos';
const LIST = 'lista';

/** All groups in sections, all partners as one list, or one group. */
function GroupChoice({ resumen }: { resumen: PartnerSummary }) {
  const vista = useSocios((m) => m.vista);
  const show = useSocios((m) => m.show);
  const { grupos, sinGrupo } = resumen;
  if (grupos.length === 0) return null;
  const data = [
    { value: SECTIONS, label: 'Todos los grupos' },
    { value: LIST, label: 'Todos en una lista' },
    ...grupos.map(({ clave, nombre }) => ({ value: `=${clave}`, label: nombre })),
    ...(sinGrupo === 0 ? [] : [{ value: '=', label: 'Sin grupo' }]),
  ];
  return (
    <Choice
      aria-label="Grupo"
      className={styles.groups}
      data={data}
      value={vista.tipo === 'grupo' ? `=${vista.clave}` : vista.tipo}
      onChoose={(value) => {
        show(viewOf(value));
      }}
    />
  );
}

function viewOf(value: string): PartnerView {
  if (value === SECTIONS || value === LIST) return { tipo: value };
  return { tipo: 'grupo', clave: value.slice(1) };
}

const FILTERS: readonly {
  filtro: PartnerFilter;
  words: string;
  of(resumen: PartnerSummary): number;
}[] = [
  { filtro: 'revisar', words: 'Por revisar', of: (r) => r.porRevisar },
  { filtro: 'vencidos', words: 'Respuesta vencida', of: (r) => r.vencidos },
  { filtro: 'sin-confirmar', words: 'Sin confirmar', of: (r) => r.sinConfirmar },
];

function Filters({ resumen }: { resumen: PartnerSummary }) {
  const filtro = useSocios((m) => m.consulta.filtro);
  const filter = useSocios((m) => m.filter);
  const tipo = useSocios((m) => m.consulta.tipo);
  const ofKind = useSocios((m) => m.ofKind);
  return (
    <div className={styles.chips} role="group" aria-label="Filtros">
      {FILTERS.filter((f) => f.filtro !== 'sin-confirmar' || f.of(resumen) > 0 || f.filtro === filtro).map(
        (f) => (
          <Chip
            key={f.filtro}
            on={filtro === f.filtro}
            onPress={() => {
              filter(filtro === f.filtro ? 'todos' : f.filtro);
            }}
          >
            {f.words} <b>{count(f.of(resumen))}</b>
          </Chip>
        ),
      )}
      {PARTNER_KINDS.filter((kind) => kind !== 'ambos').map((kind) => (
        <Chip
          key={kind}
          on={tipo === kind}
          onPress={() => {
            ofKind(tipo === kind ? null : kind);
          }}
        >
          {`${kindWords(kind)}${kind === 'cliente' ? 's' : 'es'}`}
        </Chip>
      ))}
    </div>
  );
}

function RefreshButton({ resumen }: { resumen: PartnerSummary }) {
  const plan = useSocios((m) => m.plan);
  const vista = useSocios((m) => m.vista);
  const refresh = useSocios((m) => m.refresh);
  const starting = useSocios((m) => m.iniciando);
  const price = useApp((m) => m.state?.ajustes.precio ?? null);
  const busy = resumen.enCurso !== null || resumen.enOtroProceso;
  const hindered = plan?.impedimento ?? null;
  return (
    <ActionButton
      icon="reintentar"
      disabled={busy || plan === null || plan.vencidos === 0 || hindered !== null}
      loading={starting}
      title={hindered ?? undefined}
      onClick={() => void refresh(scopeOf(vista), false)}
    >
      {refreshWords(plan, price)}
    </ActionButton>
  );
}
