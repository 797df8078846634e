import { Switch } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { PartnerSummary, Schedule } from '../../../shared/contract.ts';
import type { PlainError } from '../../../shared/errors.ts';
import { useApp, useSocios } from '../../app/services.tsx';
import { ActionButton } from '../../components/ActionButton.tsx';
import { ScheduleEditor } from '../../components/ScheduleEditor.tsx';
import { useNow } from '../../util/useNow.ts';
import { nextWords } from '../../words/schedule.ts';
import { HolidaySetting } from './HolidaySetting.tsx';
import { NumberSetting, Setting, useSaving } from './Setting.tsx';
import { SwitchSetting } from './SwitchSetting.tsx';
import styles from './Ajustes.module.css';

const A_MINUTE = 60_000;

/** When partners are checked again, and from when on what is known of them is old. */
export function PartnersSection() {
  return (
    <>
      <NumberSetting
        name="sociosFrescuraDias"
        label="Respuesta vigente"
        hint="Un refresco consulta solo a los socios cuya última respuesta es más antigua. Un grupo puede tener otro plazo."
        unit="días"
        min={1}
        max={365}
      />
      <NumberSetting
        name="sociosSinConfirmarDias"
        label="Sin confirmar desde"
        hint="Un socio sin una respuesta real en tantos días figura como «sin confirmar» y cuenta en la bandeja."
        unit="días"
        min={1}
        max={3650}
      />
      <SwitchSetting
        name="corridasActualizanSocios"
        label="Las corridas actualizan a los socios"
        hint="Lo que se responde al validar un libro vale también para los socios que aparecen en él, sin gastar otra consulta."
      />
      <GeneralSchedule />
      <HolidaySetting />
    </>
  );
}

/** The schedule of all partners, saved as it is changed. */
function GeneralSchedule() {
  const stored = useApp((m) => m.state?.ajustes.sociosAgenda ?? null);
  return stored === null ? null : <ScheduleOf stored={stored} />;
}

function ScheduleOf({ stored }: { stored: Schedule }) {
  const resumen = useSocios((m) => m.resumen);
  const now = useNow(A_MINUTE);
  const { failure, done, save } = useSaving();
  // Ahead of what is stored, so that two quick changes are two changes.
  const [chosen, setChosen] = useState(stored);
  useEffect(() => {
    setChosen(stored);
  }, [stored]);
  const change = (next: Schedule): void => {
    setChosen(next);
    void save({ sociosAgenda: next }).then((saved) => {
      if (!saved) setChosen(stored);
    });
  };
  return (
    <Setting
      label="Refrescar a los socios automáticamente"
      hint="Con Habido abierto o en la bandeja. Si la computadora estaba apagada o sin conexión, se hace una sola vez al volver. Un grupo puede tener su propia agenda."
      failure={failure}
      done={done}
      below={
        chosen.activa ? (
          <div className={styles.schedule}>
            <ScheduleEditor
              label="Agenda general"
              value={chosen}
              onChange={change}
              proximo={comingWords(resumen, now)}
            />
            <Pause until={resumen?.agenda.enPausaHasta ?? null} now={now} />
          </div>
        ) : null
      }
    >
      <Switch
        aria-label="Refrescar a los socios automáticamente"
        checked={chosen.activa}
        onChange={(event) => {
          change({ ...chosen, activa: event.currentTarget.checked });
        }}
      />
    </Setting>
  );
}

function comingWords(resumen: PartnerSummary | null, now: number): string {
  if (resumen === null) return '';
  return resumen.socios === 0 ? 'Empieza cuando haya socios.' : nextWords(resumen.agenda, now);
}

/** Lets the schedule wait for today, or go on. */
function Pause({ until, now }: { until: number | null; now: number }) {
  const pauseSchedule = useApp((m) => m.pauseSchedule);
  const [failure, setFailure] = useState<PlainError | null>(null);
  const paused = until !== null && until > now;
  return (
    <div className="row">
      <ActionButton
        compact
        onClick={() => {
          void pauseSchedule(!paused).then(setFailure);
        }}
      >
        {paused ? 'Reanudar la agenda' : 'Pausar por hoy'}
      </ActionButton>
      {failure === null ? null : (
        <p className={styles.failure} role="alert">
          {failure.message}
        </p>
      )}
    </div>
  );
}
