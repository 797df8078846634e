import { useState } from 'react';
import { useValidar } from '../../../app/services.tsx';
import { useShortcut } from '../../../util/shortcuts.ts';
import { Messages } from '../Messages.tsx';
import { currentOption, type Draft } from '../state/model.ts';
import { BatchPlan } from './BatchPlan.tsx';
import { BookPlan } from './BookPlan.tsx';
import { ceiling } from './cuadre.ts';
import { CeilingDialog, YesDialog } from './dialogs.tsx';
import { Policies } from './Policies.tsx';
import { StatementPanel } from './StatementPanel.tsx';
import styles from './Plan.module.css';

/** The plan: what will be checked, how, and what it costs, before anything is asked. */
export function PlanView() {
  const fase = useValidar((m) => m.fase);
  if (fase.tipo !== 'plan') return null;
  return <PlanOf draft={fase.borrador} starting={fase.iniciando} />;
}

function PlanOf({ draft, starting }: { draft: Draft; starting: boolean }) {
  const start = useValidar((m) => m.start);
  const [asking, setAsking] = useState(false);
  const option = currentOption(draft);
  const over = option !== null && ceiling(option, draft.tope)?.pasa === true;
  const waitsForYes = draft.plan?.confirmarConstante === true && !draft.confirmado;
  const ready =
    option !== null && option.impedimento === null && !draft.calculando && !waitsForYes && !starting;
  const go = (): void => {
    if (!ready) return;
    if (over) setAsking(true);
    else void start(draft.tope);
  };
  useShortcut('mod+enter', go);

  return (
    <section className={styles.plan} aria-label="Plan" aria-busy={draft.calculando}>
      <div className={styles.left}>
        <Messages />
        {draft.objeto.tipo === 'libro' ? (
          <BookPlan draft={draft} book={draft.objeto} />
        ) : (
          <BatchPlan draft={draft} batch={draft.objeto} />
        )}
        {draft.plan === null ? null : <Policies draft={draft} plan={draft.plan} />}
      </div>
      <StatementPanel draft={draft} option={option} over={over} ready={ready} starting={starting} onGo={go} />
      <CeilingDialog
        opened={asking}
        needs={option?.consultasMaximo ?? 0}
        tope={draft.tope ?? 0}
        onClose={() => {
          setAsking(false);
        }}
        onChoose={(tope) => {
          setAsking(false);
          void start(tope);
        }}
      />
      <YesDialog draft={draft} />
    </section>
  );
}
