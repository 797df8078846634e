import { useState } from 'react';
import type { RunSnapshot } from '../../../../shared/contract.ts';
import type { Veredicto } from '../../../../shared/verdict.ts';
import { useApp, useRows, useValidar } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { Icon, type IconName } from '../../../components/Icon.tsx';
import { ProgressBar } from '../../../components/ProgressBar.tsx';
import { Verdict } from '../../../components/Verdict.tsx';
import { count, percent, percentOf } from '../../../format/numbers.ts';
import { useNow } from '../../../util/useNow.ts';
import { useSteadyText } from '../../../util/useSteadyText.ts';
import { leadsToSettings } from '../../../words/failures.ts';
import { reportSaved } from '../../../words/formats.ts';
import { TALLY_ORDER } from '../../../words/verdicts.ts';
import { isGoing, settled, type RunView } from '../state/model.ts';
import { CancelDialog } from './CancelDialog.tsx';
import { CopyButton, MoreActions } from './OutputActions.tsx';
import { useResume } from './resume.tsx';
import { figuresLine, footnote, stateSentence, type RunMood } from './sentence.ts';
import styles from './RunPanel.module.css';

const MOOD_ICONS: Record<RunMood, IconName> = {
  bien: 'pulso',
  pausa: 'pausa',
  lento: 'ritmo',
  espera: 'reloj',
  freno: 'freno',
};
const READ_ALOUD_EVERY_MS = 5000;

/** A run that goes, waits or has stopped short. Only the sentence, its mark and the actions change. */
export function RunPanel({ view }: { view: RunView }) {
  const { run } = view;
  const now = useNow(isGoing(run) && run.salud.hasta !== null ? 1000 : null);
  const sentence = stateSentence(run, now);
  const spoken = useSteadyText(sentence.voz, READ_ALOUD_EVERY_MS);
  const done = percentOf(settled(run), run.distintos);
  return (
    <div className={styles.run}>
      <div className={styles.top}>
        <span className={styles.percent}>{percent(done)}</span>
        <div className={`sp ${styles.words}`}>
          <p className={`b ${styles.sentence}`} data-mood={sentence.animo}>
            <Icon name={MOOD_ICONS[sentence.animo]} />
            <span>{sentence.texto}</span>
          </p>
          <p className="s13 t2">{figuresLine(run)}</p>
          <p className="sr" role="status">
            {spoken}
          </p>
        </div>
        {isGoing(run) ? <GoingActions run={run} /> : <StoppedActions view={view} />}
      </div>
      <ProgressBar
        label="Avance de la validación"
        done={run.distintos === 0 ? 100 : (settled(run) / run.distintos) * 100}
        ahead={!isGoing(run) || run.distintos === 0 ? 0 : (run.enVuelo / run.distintos) * 100}
        text={`${percent(done)}, ${count(settled(run))} de ${count(run.distintos)} RUC`}
      />
      <Tally run={run} />
      <p className={`s12 t2 ${styles.note}`}>
        {isGoing(run)
          ? footnote(run)
          : `Lo respondido se conserva. La copia anotada puede guardarse con lo que ya se sabe. ${reportSaved(view.salidas)}`.trimEnd()}
      </p>
    </div>
  );
}

function GoingActions({ run }: { run: RunSnapshot }) {
  const pause = useValidar((m) => m.pause);
  const continueRun = useValidar((m) => m.continueRun);
  const [asking, setAsking] = useState(false);
  return (
    <div className={styles.actions}>
      {run.estado === 'en pausa' ? (
        <ActionButton icon="seguir" onClick={() => void continueRun()}>
          Continuar
        </ActionButton>
      ) : (
        <ActionButton icon="pausa" onClick={() => void pause()}>
          Pausar
        </ActionButton>
      )}
      <ActionButton
        onClick={() => {
          setAsking(true);
        }}
      >
        Cancelar
      </ActionButton>
      <CancelDialog
        run={run}
        opened={asking}
        onClose={() => {
          setAsking(false);
        }}
      />
    </div>
  );
}

function StoppedActions({ view }: { view: RunView }) {
  const { run } = view;
  const go = useApp((m) => m.go);
  const saveCopy = useValidar((m) => m.saveCopy);
  const resume = useResume();
  const taking = useValidar((m) => m.retomando === run.corrida);
  const busy = view.guardando !== null || taking;
  return (
    <div className={styles.actions}>
      {run.freno !== null && leadsToSettings(run.freno.code) ? (
        <ActionButton
          onClick={() => {
            go('ajustes');
          }}
        >
          Ir a Ajustes
        </ActionButton>
      ) : null}
      <CopyButton />
      <MoreActions run={run} disabled={busy} />
      <ActionButton
        icon="guardar"
        disabled={busy}
        kind={run.puedeRetomar ? 'plain' : 'primary'}
        onClick={() => void saveCopy()}
      >
        Guardar copia anotada
      </ActionButton>
      {run.puedeRetomar ? (
        <ActionButton
          kind="primary"
          disabled={busy}
          loading={taking}
          onClick={() => {
            resume.take(run);
          }}
        >
          Retomar
        </ActionButton>
      ) : null}
      {resume.dialog}
    </div>
  );
}

/** The six counts, each with what the last request added; pressing one shows its rows alone. */
function Tally({ run }: { run: RunSnapshot }) {
  const filtro = useRows((m) => m.consulta.filtro);
  const filter = useRows((m) => m.filter);
  return (
    <div className={styles.tally} role="group" aria-label="Veredictos hasta ahora">
      {TALLY_ORDER.map((verdict) => (
        <TallyCell
          key={verdict}
          verdict={verdict}
          n={run.conteo[verdict]}
          added={isGoing(run) ? run.ultimo[verdict] : 0}
          pressed={filtro === verdict}
          onPress={() => {
            filter(filtro === verdict ? 'todos' : verdict);
          }}
        />
      ))}
    </div>
  );
}

interface TallyCellProps {
  verdict: Veredicto;
  n: number;
  added: number;
  pressed: boolean;
  onPress(): void;
}

function TallyCell({ verdict, n, added, pressed, onPress }: TallyCellProps) {
  return (
    <button type="button" aria-pressed={pressed} onClick={onPress}>
      <Verdict of={verdict} />
      <span className={n === 0 ? styles.zero : styles.count}>
        {count(n)}
        {added === 0 ? null : <small>+{count(added)}</small>}
      </span>
    </button>
  );
}
