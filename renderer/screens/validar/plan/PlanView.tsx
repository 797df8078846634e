import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useValidar } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { Notice } from '../../../components/Notice.tsx';
import { useShortcut } from '../../../util/shortcuts.ts';
import { Messages } from '../Messages.tsx';
import { currentOption, type Draft } from '../state/model.ts';
import { ColumnPicker } from './ColumnPicker.tsx';
import { ceiling } from './cuadre.ts';
import { CeilingDialog, YesDialog } from './dialogs.tsx';
import { Policies } from './Policies.tsx';
import { Preview } from './Preview.tsx';
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
  const reset = useValidar((m) => m.reset);
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
        <div>
          <div className={styles.choices}>
            <ColumnPicker draft={draft} />
            <ActionButton kind="ghost" className={styles.leave} onClick={reset}>
              Otro archivo
            </ActionButton>
          </div>
          {draft.plan === null ? <NoPlan draft={draft} /> : <Preview plan={draft.plan} />}
          <Remarks draft={draft} />
        </div>
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

function NoPlan({ draft }: { draft: Draft }) {
  if (draft.calculando || draft.eleccion !== null) return <div className={styles.noPreview} />;
  return (
    <>
      <Notice tone="nota" live={false}>
        {draft.lectura.sinColumna ??
          'No se halló una columna con RUC en esta hoja. Elija la columna usted mismo en «Columna».'}
      </Notice>
      <ColumnList draft={draft} />
    </>
  );
}

/** The columns of the sheet, to take one by its title. */
function ColumnList({ draft }: { draft: Draft }) {
  const takeColumn = useValidar((m) => m.takeColumn);
  const columns = draft.lectura.hojas.find((h) => h.nombre === draft.hoja)?.columnas ?? [];
  return (
    <div className={styles.columns} role="group" aria-label="Columnas de la hoja">
      {columns.map(({ letra, titulo }) => (
        <button key={letra} type="button" onClick={() => void takeColumn(letra)}>
          <span className={styles.letter}>{letra}</span>
          <span className="el">{titulo === '' ? 'sin título' : titulo}</span>
        </button>
      ))}
    </div>
  );
}

function Remarks({ draft }: { draft: Draft }) {
  const confirmColumn = useValidar((m) => m.confirmColumn);
  const { plan, lectura } = draft;
  return (
    <div className={styles.remarks}>
      {plan === null ? null : <p className="s12 t2">{plan.motivo}</p>}
      {lectura.avisos.map((aviso) => (
        <p key={aviso} className="s12 t2">
          {aviso}
        </p>
      ))}
      {plan?.confirmarConstante === true ? (
        <Notice tone="nota" live={false}>
          <p>
            La única columna con RUC repite un solo número en todas las filas: puede ser el de su empresa.
            Confírmelo o elija otra en «Columna».
          </p>
          <Checkbox
            className={styles.confirm}
            size="sm"
            label="Sí, esta es la columna que quiero validar"
            checked={draft.confirmado}
            onChange={(event) => {
              confirmColumn(event.currentTarget.checked);
            }}
          />
        </Notice>
      ) : null}
    </div>
  );
}
