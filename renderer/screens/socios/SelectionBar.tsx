import { useState } from 'react';
import type { PartnerGroup } from '../../../shared/contract.ts';
import { PARTNER_KINDS } from '../../../shared/partner-views.ts';
import { useApp, useSocios } from '../../app/services.tsx';
import { ActionButton } from '../../components/ActionButton.tsx';
import { OptionsMenu } from '../../components/OptionsMenu.tsx';
import { countOf } from '../../format/numbers.ts';
import { AddToGroupDialog } from './dialogs/AddToGroupDialog.tsx';
import { RemoveDialog } from './dialogs/RemoveDialog.tsx';
import { PartnerSearch } from './Toolbar.tsx';
import { MOST_SELECTED, selectionScope } from './state/refreshActions.ts';
import { costWords, kindWords } from './words.ts';
import styles from './Socios.module.css';

const NO_GROUPS: readonly PartnerGroup[] = [];

/** What can be done with the partners selected; it takes the place of the filters, the search aside. */
export function SelectionBar() {
  const elegidos = useSocios((m) => m.elegidos);
  const unselect = useSocios((m) => m.unselect);
  const edit = useSocios((m) => m.editSelected);
  const grupos = useSocios((m) => m.resumen?.grupos) ?? NO_GROUPS;
  const [asking, setAsking] = useState<'grupo' | 'quitar' | null>(null);
  const rucs = [...elegidos];
  const close = (): void => {
    setAsking(null);
  };
  return (
    <div className={styles.selection} role="toolbar" aria-label="Selección">
      <PartnerSearch />
      <p role="status">{countOf(rucs.length, 'socio elegido', 'socios elegidos')}</p>
      <span className={styles.break} />
      <RefreshSelection />
      <OptionsMenu
        label="Tipo"
        options={PARTNER_KINDS.map((tipo) => ({
          label: kindWords(tipo),
          onChoose: () => void edit({ tipo }),
        }))}
      />
      <ActionButton
        onClick={() => {
          setAsking('grupo');
        }}
      >
        Agregar a grupo
      </ActionButton>
      {grupos.length === 0 ? null : (
        <OptionsMenu
          label="Quitar de grupo"
          options={grupos.map(({ clave, nombre }) => ({
            label: nombre,
            onChoose: () => void edit({ quitarGrupos: [clave] }),
          }))}
        />
      )}
      <ActionButton
        danger
        onClick={() => {
          setAsking('quitar');
        }}
      >
        Quitar
      </ActionButton>
      <span className="sp" />
      <ActionButton kind="ghost" keys={{ show: 'Esc', aria: 'Escape' }} onClick={unselect}>
        Dejar la selección
      </ActionButton>
      {asking === 'grupo' ? <AddToGroupDialog rucs={rucs} onClose={close} /> : null}
      {asking === 'quitar' ? <RemoveDialog rucs={rucs} onClose={close} /> : null}
    </div>
  );
}

/** The due ones of the selection, or all of it: each way says what it costs. */
function RefreshSelection() {
  const elegidos = useSocios((m) => m.elegidos);
  const resumen = useSocios((m) => m.resumen);
  const plan = useSocios((m) => m.planElegidos);
  const refresh = useSocios((m) => m.refresh);
  const starting = useSocios((m) => m.iniciando);
  const price = useApp((m) => m.state?.ajustes.precio ?? null);
  const scope = selectionScope({ elegidos, resumen });
  const busy = starting || resumen === null || resumen.enCurso !== null || resumen.enOtroProceso;
  if (scope === null || plan === null) {
    const title =
      elegidos.size > MOST_SELECTED ? `Elija hasta ${countOf(MOST_SELECTED, 'socio', 'socios')}.` : undefined;
    return (
      <ActionButton icon="reintentar" disabled title={title}>
        Refrescar
      </ActionButton>
    );
  }
  const { socios, vencidos, consultas, impedimento } = plan;
  const all = `Refrescar ${countOf(socios, 'socio', 'socios')} · ${costWords(socios, price)}`;
  if (vencidos === 0 || vencidos === socios) {
    return (
      <ActionButton
        icon="reintentar"
        disabled={busy || impedimento !== null}
        title={impedimento ?? undefined}
        onClick={() => void refresh(scope, vencidos === 0)}
      >
        {all}
      </ActionButton>
    );
  }
  return (
    <OptionsMenu
      label="Refrescar"
      icon="reintentar"
      disabled={busy || impedimento !== null}
      options={[
        {
          label: `Solo ${countOf(vencidos, 'vencido', 'vencidos')} · ${costWords(consultas, price)}`,
          hint: 'Los demás tienen una respuesta vigente',
          onChoose: () => void refresh(scope, false),
        },
        {
          label: all,
          hint: 'También los que tienen una respuesta vigente',
          onChoose: () => void refresh(scope, true),
        },
      ]}
    />
  );
}
