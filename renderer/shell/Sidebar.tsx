import { useEffect } from 'react';
import { SCREENS, type Screen } from '../app/appStore.ts';
import { useApp, usePadron, useSocios } from '../app/services.tsx';
import { Icon } from '../components/Icon.tsx';
import { count } from '../format/numbers.ts';
import { toLimaDay } from '../../shared/time.ts';
import { connectionWords } from './connection.ts';
import { useShowScreen } from './useShowScreen.ts';
import styles from './Sidebar.module.css';

/** The navigation "Principal", with how the connection stands at its foot. */
export function Sidebar({ names }: { names: Record<Screen, string> }) {
  const screen = useApp((m) => m.screen);
  const show = useShowScreen();
  return (
    <nav className={styles.nav} aria-label="Principal">
      {SCREENS.map((name) => (
        <a
          key={name}
          href={`#${name}`}
          title={names[name]}
          aria-current={name === screen ? 'page' : undefined}
          onClick={(event) => {
            event.preventDefault();
            show(name);
          }}
        >
          <Icon name={name} />
          <span className={styles.label}>{names[name]}</span>
          {name === 'cambios' ? <Unread /> : null}
        </a>
      ))}
      <div className={styles.foot}>
        <PadronInUse />
        <Connection />
      </div>
    </nav>
  );
}

/** How many changes nobody has read; nothing where all are read. */
function Unread() {
  const n = useSocios((m) => m.resumen?.cambiosSinLeer ?? 0);
  if (n === 0) return null;
  return (
    <span className={styles.badge}>
      {count(n)}
      <span className="sr"> sin leer</span>
    </span>
  );
}

/** Which edition of the padrón is in use, or what is being done about one; nothing where there is none. */
function PadronInUse() {
  const estado = usePadron((m) => m.estado);
  const load = usePadron((m) => m.load);
  useEffect(() => {
    // A command may have imported another one meanwhile.
    const look = (): void => void load();
    window.addEventListener('focus', look);
    return () => {
      window.removeEventListener('focus', look);
    };
  }, [load]);
  if (estado === null) return null;
  const { edicion, danado, trabajo } = estado;
  if (edicion === null && !danado && trabajo === null) return null;
  const words =
    trabajo !== null
      ? 'Importando el padrón…'
      : edicion === null
        ? 'Padrón dañado'
        : `Padrón del ${toLimaDay(edicion.fecha)}`;
  return (
    <div className={styles.status} title={words}>
      <Icon name="padron" />
      <span>{words}</span>
    </div>
  );
}

function Connection() {
  const state = useApp((m) => m.state);
  if (state === null) return null;
  const { texto, animo } = connectionWords(state);
  return (
    <div className={styles.status} title={texto}>
      <svg viewBox="0 0 12 12" aria-hidden="true" data-mood={animo}>
        <circle cx="6" cy="6" r="4" />
      </svg>
      <span>{texto}</span>
    </div>
  );
}
