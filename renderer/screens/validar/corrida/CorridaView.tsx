import { useRef } from 'react';
import { useRows, useValidar } from '../../../app/services.tsx';
import { useShortcut } from '../../../util/shortcuts.ts';
import { DetailDrawer } from '../grid/DetailDrawer.tsx';
import { ResultsGrid } from '../grid/ResultsGrid.tsx';
import { Messages } from '../Messages.tsx';
import { isGoing, type RunView } from '../state/model.ts';
import { GridStatus } from './GridStatus.tsx';
import { ResultPanel } from './ResultPanel.tsx';
import { RunPanel } from './RunPanel.tsx';
import { SavedStrip } from './SavedStrip.tsx';
import styles from './Corrida.module.css';

/** A run: its state or its result above, its rows below, and the detail of one at the side. */
export function CorridaView() {
  const fase = useValidar((m) => m.fase);
  if (fase.tipo !== 'corrida') return null;
  return <RunOf view={fase.vista} />;
}

function RunOf({ view }: { view: RunView }) {
  const saveCopy = useValidar((m) => m.saveCopy);
  const copyRows = useValidar((m) => m.copyRows);
  const abierta = useRows((m) => m.abierta);
  const closeDetail = useRows((m) => m.closeDetail);
  const grid = useRef<{ focusActive(): void }>(null);
  const { run } = view;
  const done = run.estado === 'terminada' && run.freno === null;
  useShortcut('mod+s', () => void saveCopy(), !isGoing(run));
  useShortcut('mod+shift+c', () => void copyRows(), !isGoing(run));
  const close = (): void => {
    closeDetail();
    grid.current?.focusActive();
  };
  useShortcut('escape', close, abierta !== null);

  return (
    <>
      {done ? <ResultPanel view={view} /> : <RunPanel view={view} />}
      <Messages className={styles.messages} />
      <SavedStrip view={view} />
      <div className={styles.split}>
        <div className={styles.list}>
          <ResultsGrid ref={grid} />
          <GridStatus view={view} />
        </div>
        {abierta === null ? null : <DetailDrawer onClose={close} />}
      </div>
    </>
  );
}
