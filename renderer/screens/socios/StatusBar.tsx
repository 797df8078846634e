import type { PartnerSummary } from '../../../shared/contract.ts';
import { useSocios } from '../../app/services.tsx';
import { count, countOf } from '../../format/numbers.ts';
import { useNow } from '../../util/useNow.ts';
import { nextRefreshWords } from './words.ts';
import styles from './Socios.module.css';

const A_MINUTE = 60_000;

/** Under the table: how many there are, how many ask for a look, and what comes by itself. */
export function StatusBar({ resumen }: { resumen: PartnerSummary }) {
  const now = useNow(A_MINUTE);
  const shown = useSocios((m) => {
    const { filtro, texto, tipo } = m.consulta;
    const all = filtro === 'todos' && texto.trim() === '' && tipo === null && m.vista.tipo !== 'grupo';
    const flat = m.secciones?.[0]?.clave === null ? m.secciones[0].socios : null;
    return all ? null : flat;
  });
  return (
    <div className={styles.status}>
      <span>{countOf(resumen.socios, 'socio', 'socios')}</span>
      <span>{count(resumen.porRevisar)} por revisar</span>
      {resumen.sinConfirmar === 0 ? null : <span>{count(resumen.sinConfirmar)} sin confirmar</span>}
      {shown === null ? null : <span>{count(shown)} a la vista</span>}
      <span className="sp" />
      <span className={`t3 ${styles.keys}`}>Intro detalle · Espacio elegir · Ctrl F buscar</span>
      <span className={`t3 ${styles.next}`}>{nextRefreshWords(resumen, now)}</span>
    </div>
  );
}
