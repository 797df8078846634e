import { useRef, useState } from 'react';
import { useApp } from '../../app/services.tsx';
import { Appearance } from './Appearance.tsx';
import { Connection } from './Connection.tsx';
import { CopySection } from './CopySection.tsx';
import { CostSection, FreshnessSection } from './CostAndFreshness.tsx';
import { DemoSection } from './DemoSection.tsx';
import { PadronSection } from './PadronSection.tsx';
import { PartnersSection } from './PartnersSection.tsx';
import { TraySection } from './TraySection.tsx';
import styles from './Ajustes.module.css';

const SECTIONS = [
  { id: 'conexion', titulo: 'Conexión con Migo', Content: Connection },
  { id: 'costo', titulo: 'Costo y tope', Content: CostSection },
  { id: 'vigencia', titulo: 'Vigencia de respuestas', Content: FreshnessSection },
  { id: 'agenda', titulo: 'Socios y agenda', Content: PartnersSection },
  { id: 'bandeja', titulo: 'Bandeja y avisos', Content: TraySection },
  { id: 'padron', titulo: 'Datos de SUNAT', Content: PadronSection },
  { id: 'copia', titulo: 'Copia anotada', Content: CopySection },
  { id: 'apariencia', titulo: 'Apariencia', Content: Appearance },
  { id: 'demostracion', titulo: 'Demostración', Content: DemoSection },
] as const;

/** A section counts as reached this many pixels below the top edge. */
const REACH_PX = 80;

/** Ajustes: every change is saved at once, and says what follows from it. */
export function AjustesScreen() {
  const ready = useApp((m) => m.state !== null);
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string>(SECTIONS[0].id);
  if (!ready) return null;
  const follow = (): void => {
    const box = scroller.current;
    if (box === null) return;
    const top = box.getBoundingClientRect().top;
    const atEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - 2 && box.scrollTop > 0;
    const reached = SECTIONS.filter(
      (s) => (document.getElementById(s.id)?.getBoundingClientRect().top ?? 0) - top < REACH_PX,
    );
    setCurrent((atEnd ? SECTIONS.at(-1) : reached.at(-1))?.id ?? SECTIONS[0].id);
  };
  return (
    <div className={`scroll ${styles.scroll}`} ref={scroller} onScroll={follow}>
      <div className={styles.page}>
        <nav className={styles.toc} aria-label="Secciones">
          {SECTIONS.map(({ id, titulo }) => (
            <a
              key={id}
              href={`#${id}`}
              aria-current={id === current ? 'true' : undefined}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(id)?.scrollIntoView({ block: 'start' });
                setCurrent(id);
              }}
            >
              {titulo}
            </a>
          ))}
        </nav>
        <div>
          {SECTIONS.map(({ id, titulo, Content }) => (
            <section key={id} id={id} className={styles.section} aria-label={titulo}>
              <h2>{titulo}</h2>
              <div className={styles.options}>
                <Content />
              </div>
            </section>
          ))}
        </div>
      </div>
    </div>
  );
}
