import { useValidar } from '../../app/services.tsx';
import { useShortcut } from '../../util/shortcuts.ts';
import { CorridaView } from './corrida/CorridaView.tsx';
import { PlanView } from './plan/PlanView.tsx';
import { useTakeFiles } from './useTakeFiles.ts';
import { useWindowDrop } from '../../util/useWindowDrop.ts';
import { VacioView } from './vacio/VacioView.tsx';

/** Validar: one view per phase; a workbook may be dropped anywhere on the window. */
export function ValidarScreen() {
  const tipo = useValidar((m) => m.fase.tipo);
  const chooseFiles = useValidar((m) => m.chooseFiles);
  const takeFiles = useTakeFiles();
  const dragging = useWindowDrop(takeFiles);
  useShortcut('mod+o', () => void chooseFiles(false));
  if (tipo === 'plan') return <PlanView />;
  if (tipo === 'corrida') return <CorridaView />;
  return <VacioView dragging={dragging} />;
}
