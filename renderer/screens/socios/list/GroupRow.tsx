import base from '../../../components/grid/Grid.module.css';
import { Icon } from '../../../components/Icon.tsx';
import { count, countOf } from '../../../format/numbers.ts';
import type { Section } from '../state/lines.ts';
import { COLUMNS } from './columns.ts';
import styles from './Partners.module.css';

interface GroupRowProps {
  line: number;
  top: number;
  section: Section;
  focusable: boolean;
  onFold(): void;
}

/** The head of a group: how many it holds; it folds. */
export function GroupRow({ line, top, section, focusable, onFold }: GroupRowProps) {
  const { nombre, socios, plegada } = section;
  return (
    <div
      role="row"
      aria-rowindex={line + 2}
      tabIndex={focusable ? 0 : -1}
      className={`${base.line} ${styles.grupo}`}
      style={{ transform: `translateY(${String(top)}px)` }}
      onClick={onFold}
    >
      <div role="gridcell" aria-colindex={1} aria-colspan={COLUMNS.length + 1}>
        <button type="button" tabIndex={-1} aria-expanded={!plegada}>
          <Icon name={plegada ? 'derecha' : 'abajo'} />
          <span className="el" title={nombre}>
            {nombre}
          </span>
          <small aria-hidden="true">{count(socios)}</small>
          <span className="sr">{countOf(socios, 'socio', 'socios')}</span>
        </button>
      </div>
    </div>
  );
}
