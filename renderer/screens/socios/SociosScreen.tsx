import { useEffect, useRef, useState } from 'react';
import { usePadron, useSocios } from '../../app/services.tsx';
import { ActionButton } from '../../components/ActionButton.tsx';
import { useShortcut } from '../../util/shortcuts.ts';
import { useWindowDrop } from '../../util/useWindowDrop.ts';
import { CeilingDialog } from './dialogs/CeilingDialog.tsx';
import { GroupsDialog } from './dialogs/GroupsDialog.tsx';
import { PartnerDrawer } from './drawer/PartnerDrawer.tsx';
import { PartnerGrid } from './list/PartnerGrid.tsx';
import list from './list/Partners.module.css';
import { RefreshPanel, SociosNotices } from './RefreshPanel.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { StatusBar } from './StatusBar.tsx';
import { Toolbar } from './Toolbar.tsx';
import styles from './Socios.module.css';

/** Socios: the firm's clients and suppliers, what is known of each, and how old that is. */
export function SociosScreen() {
  const resumen = useSocios((m) => m.resumen);
  const enter = useSocios((m) => m.enter);
  const leave = useSocios((m) => m.leave);
  const load = useSocios((m) => m.load);
  const chooseBook = useSocios((m) => m.chooseBook);
  const over = useBookDrop();
  useEffect(() => {
    enter();
    void load();
    return leave;
  }, [enter, leave, load]);
  useShortcut('mod+o', () => void chooseBook());
  if (resumen === null) {
    return (
      <div className={styles.view}>
        <SociosNotices />
      </div>
    );
  }
  return (
    <div className={styles.view} data-over={over || undefined}>
      {resumen.socios === 0 ? <Nobody /> : <Partners />}
      <CeilingDialog />
    </div>
  );
}

function Partners() {
  const resumen = useSocios((m) => m.resumen);
  const choosing = useSocios((m) => m.elegidos.size > 0);
  const abierto = useSocios((m) => m.abierto);
  const closeDetail = useSocios((m) => m.close);
  const unselect = useSocios((m) => m.unselect);
  const [groups, setGroups] = useState(false);
  const grid = useRef<{ focusActive(): void }>(null);
  const close = (): void => {
    closeDetail();
    grid.current?.focusActive();
  };
  useEffect(() => {
    // What had the focus may have gone with the card or the selection: it goes back to the table.
    if (document.activeElement === document.body) grid.current?.focusActive();
  }, [abierto, choosing]);
  useShortcut(
    'escape',
    () => {
      if (abierto !== null) close();
      else unselect();
    },
    abierto !== null || choosing,
  );
  if (resumen === null) return null;
  return (
    <>
      {choosing ? (
        <SelectionBar />
      ) : (
        <Toolbar
          resumen={resumen}
          onGroups={() => {
            setGroups(true);
          }}
        />
      )}
      <SociosNotices />
      {resumen.enCurso === null ? null : <RefreshPanel run={resumen.enCurso} />}
      <div className={list.split}>
        <div className={list.list}>
          <PartnerGrid ref={grid} />
          <StatusBar resumen={resumen} />
        </div>
        {abierto === null ? null : <PartnerDrawer onClose={close} />}
      </div>
      {groups ? (
        <GroupsDialog
          onClose={() => {
            setGroups(false);
          }}
        />
      ) : null}
    </>
  );
}

/** Where there is nobody yet: what Habido does with partners, and the ways in. */
function Nobody() {
  const startAdding = useSocios((m) => m.startAdding);
  const chooseBook = useSocios((m) => m.chooseBook);
  return (
    <div className="scroll">
      <SociosNotices />
      <section className={styles.empty} aria-label="Sin socios">
        <p className={styles.big}>Todavía no hay socios.</p>
        <p className="t2">
          Agregue un libro o escriba un RUC; Habido los vuelve a consultar cada día y le avisa cuando uno
          cambia.
        </p>
        <div className="row">
          <ActionButton
            kind="primary"
            icon="mas"
            onClick={() => {
              startAdding();
            }}
          >
            Agregar socios
          </ActionButton>
          <ActionButton keys={{ show: 'Ctrl O', aria: 'Control+O' }} onClick={() => void chooseBook()}>
            Elegir un libro
          </ActionButton>
        </div>
        <p className="t3 s12">
          También puede soltar un libro aquí, o tomar los RUC de una validación con «Agregar a Socios».
        </p>
      </section>
    </div>
  );
}

/** A workbook may be dropped anywhere on the screen; a package is SUNAT's. */
function useBookDrop(): boolean {
  const dropBooks = useSocios((m) => m.dropBooks);
  const dropPackages = usePadron((m) => m.drop);
  // While the dialog asks, it takes what is dropped.
  const asking = useSocios((m) => m.agregando !== null && m.agregando.resultado === null);
  return useWindowDrop(({ files }) => {
    if (asking) return;
    if (files.some(({ name }) => /\.zip$/i.test(name))) void dropPackages(files, false);
    else void dropBooks(files);
  });
}
