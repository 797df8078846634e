import type { ReactNode } from 'react';
import { SCREENS, type Screen } from '../app/appStore.ts';
import { useApp, useSocios, useValidar } from '../app/services.tsx';
import { ActionButton } from '../components/ActionButton.tsx';
import { AppSign } from '../components/Icon.tsx';
import { FailureNotice } from '../components/Notice.tsx';
import { AjustesScreen } from '../screens/ajustes/AjustesScreen.tsx';
import { CambiosScreen } from '../screens/cambios/CambiosScreen.tsx';
import { unreadWords } from '../screens/cambios/words.ts';
import { PadronScreen } from '../screens/padron/PadronScreen.tsx';
import { AddDialog } from '../screens/socios/dialogs/AddDialog.tsx';
import { SociosScreen } from '../screens/socios/SociosScreen.tsx';
import { totalWords } from '../screens/socios/words.ts';
import { ValidarScreen } from '../screens/validar/ValidarScreen.tsx';
import { isBusy, type Phase } from '../screens/validar/state/model.ts';
import { subjectName } from '../screens/validar/state/subject.ts';
import { useShortcut, type Combo } from '../util/shortcuts.ts';
import { DemoBanner } from './DemoBanner.tsx';
import { Sidebar } from './Sidebar.tsx';
import { useShowScreen } from './useShowScreen.ts';
import styles from './Shell.module.css';

/** The words of each screen: link and heading alike. */
const SCREEN_NAMES: Record<Screen, string> = {
  validar: 'Validar',
  socios: 'Socios',
  cambios: 'Cambios',
  padron: 'Padrón',
  ajustes: 'Ajustes',
};

const SCREEN_PARTS: Record<Screen, () => ReactNode> = {
  validar: ValidarScreen,
  socios: SociosScreen,
  cambios: CambiosScreen,
  padron: PadronScreen,
  ajustes: AjustesScreen,
};

/** Title bar, navigation and the screen in view. */
export function Shell() {
  const screen = useApp((m) => m.screen);
  const failure = useApp((m) => m.failure);
  const dismiss = useApp((m) => m.dismissFailure);
  const ready = useApp((m) => m.state !== null);
  const Part = SCREEN_PARTS[screen];
  return (
    <div className={styles.app}>
      <div className={styles.shell}>
        <ScreenKeys />
        <TitleBar screen={screen} />
        <Sidebar names={SCREEN_NAMES} />
        <main className={styles.main} data-ready={ready}>
          <DemoBanner />
          {failure === null ? null : (
            <div className={styles.failure}>
              <FailureNotice failure={failure} onDismiss={dismiss} />
            </div>
          )}
          <div className={styles.screen}>
            <Part />
          </div>
          <AddDialog />
        </main>
      </div>
    </div>
  );
}

function TitleBar({ screen }: { screen: Screen }) {
  const context = useContextWords(screen);
  return (
    <header className={styles.titleBar}>
      <div className={styles.brand}>
        <AppSign />
        <b>Habido</b>
      </div>
      <div className={styles.bar}>
        <h1>{SCREEN_NAMES[screen]}</h1>
        {context !== null ? (
          <div className={`${styles.context} el`} title={context}>
            {context}
          </div>
        ) : null}
        {screen === 'validar' ? <AnotherFile /> : null}
      </div>
    </header>
  );
}

/** What stands beside the heading: the file in work, how many partners there are, how many changes are unread. */
function useContextWords(screen: Screen): string | null {
  const file = useValidar((m) => fileName(m.fase));
  const resumen = useSocios((m) => m.resumen);
  if (screen === 'validar') return file;
  if (screen === 'socios') return totalWords(resumen);
  return screen === 'cambios' ? unreadWords(resumen?.cambiosSinLeer ?? 0) : null;
}

/** Leaves a finished or stopped run for another workbook. */
function AnotherFile() {
  const shown = useValidar((m) => m.fase.tipo === 'corrida' && !isBusy(m.fase));
  const reset = useValidar((m) => m.reset);
  if (!shown) return null;
  return (
    <ActionButton kind="ghost" compact className={styles.another} onClick={reset}>
      Otro archivo
    </ActionButton>
  );
}

function fileName(fase: Phase): string | null {
  if (fase.tipo === 'vacio') return null;
  if (fase.tipo === 'leyendo') return fase.nombre;
  return fase.tipo === 'plan' ? subjectName(fase.borrador.objeto) : fase.vista.run.nombre;
}

/** Alt+1, Alt+2, …: the screens in order. */
function ScreenKeys() {
  return SCREENS.map((screen, i) => (
    <ScreenKey key={screen} screen={screen} combo={`alt+${String(i + 1)}`} />
  ));
}

function ScreenKey({ screen, combo }: { screen: Screen; combo: Combo }) {
  const show = useShowScreen();
  useShortcut(combo, () => {
    show(screen);
  });
  return null;
}
