import { useState } from 'react';
import type { RunSnapshot } from '../../../shared/contract.ts';
import { useApp, useShowChanges, useSocios } from '../../app/services.tsx';
import { ActionButton } from '../../components/ActionButton.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Icon, type IconName } from '../../components/Icon.tsx';
import { FailureNotice, Notice } from '../../components/Notice.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { count, countOf, percent, percentOf } from '../../format/numbers.ts';
import { useNow } from '../../util/useNow.ts';
import { useSteadyText } from '../../util/useSteadyText.ts';
import { failureSentence, leadsToSettings } from '../../words/failures.ts';
import { figuresLine, stateSentence, type RunMood } from '../validar/corrida/sentence.ts';
import { isGoing, settled } from '../validar/state/model.ts';
import { endWords } from './words.ts';
import styles from './Socios.module.css';

const MOOD_ICONS: Record<RunMood, IconName> = {
  bien: 'pulso',
  pausa: 'pausa',
  lento: 'ritmo',
  espera: 'reloj',
  freno: 'freno',
};
const READ_ALOUD_EVERY_MS = 5000;

/** The refresh that goes on, as a run says of itself. */
export function RefreshPanel({ run }: { run: RunSnapshot }) {
  const now = useNow(isGoing(run) && run.salud.hasta !== null ? 1000 : null);
  const sentence = stateSentence(run, now);
  const spoken = useSteadyText(sentence.voz, READ_ALOUD_EVERY_MS);
  const done = percentOf(settled(run), run.distintos);
  return (
    <section className={styles.refresh} aria-label="Refresco">
      <div className={styles.refreshTop}>
        <span className={styles.percent}>{percent(done)}</span>
        <div className={styles.words}>
          <p className={styles.sentence} data-mood={sentence.animo}>
            <Icon name={MOOD_ICONS[sentence.animo]} />
            <span>{sentence.texto}</span>
          </p>
          <p className="s13 t2">{figuresLine(run)}</p>
          <p className="sr" role="status">
            {spoken}
          </p>
        </div>
        <Steering run={run} />
      </div>
      <ProgressBar
        label="Avance del refresco"
        done={run.distintos === 0 ? 100 : (settled(run) / run.distintos) * 100}
        ahead={run.distintos === 0 ? 0 : (run.enVuelo / run.distintos) * 100}
        text={`${percent(done)}, ${count(settled(run))} de ${countOf(run.distintos, 'socio', 'socios')}`}
      />
    </section>
  );
}

function Steering({ run }: { run: RunSnapshot }) {
  const pause = useSocios((m) => m.pause);
  const goOn = useSocios((m) => m.continueRefresh);
  const cancel = useSocios((m) => m.cancelRefresh);
  const [asking, setAsking] = useState(false);
  const close = (): void => {
    setAsking(false);
  };
  return (
    <div className={styles.actions}>
      {run.estado === 'en pausa' ? (
        <ActionButton icon="seguir" onClick={() => void goOn()}>
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
      <Dialog
        opened={asking}
        title="¿Cancelar el refresco?"
        onClose={close}
        actions={
          <>
            <ActionButton data-autofocus onClick={close}>
              Seguir
            </ActionButton>
            <ActionButton
              danger
              onClick={() => {
                close();
                void cancel();
              }}
            >
              Cancelar refresco
            </ActionButton>
          </>
        }
      >
        <p className="t2">
          Lo respondido se conserva; los demás socios siguen como estaban y se consultan en el próximo
          refresco.
        </p>
      </Dialog>
    </div>
  );
}

/** What there is to know at the top: a failure, how a refresh ended, one that can be taken up. */
export function SociosNotices() {
  const resumen = useSocios((m) => m.resumen);
  const fallo = useSocios((m) => m.fallo);
  const aviso = useSocios((m) => m.aviso);
  const fin = useSocios((m) => m.fin);
  const dismiss = useSocios((m) => m.dismiss);
  const stopped = resumen !== null && resumen.enCurso === null && resumen.interrumpido !== null;
  const understood = (
    <ActionButton kind="ghost" onClick={dismiss}>
      Entendido
    </ActionButton>
  );
  return (
    <div className={styles.messages}>
      {fallo === null ? null : <FailureNotice failure={fallo} onDismiss={dismiss} />}
      {aviso === null ? null : (
        <Notice tone="nota" actions={understood}>
          {aviso}
        </Notice>
      )}
      {stopped ? <Stopped /> : fin === null ? null : <Ended />}
      {resumen?.enOtroProceso === true && resumen.enCurso === null ? (
        <Notice tone="nota">
          Otra ventana u orden de Habido está refrescando a los socios. Sus respuestas aparecerán aquí.
        </Notice>
      ) : null}
    </div>
  );
}

function Ended() {
  const fin = useSocios((m) => m.fin);
  const dismiss = useSocios((m) => m.dismiss);
  const go = useApp((m) => m.go);
  const showChanges = useShowChanges();
  if (fin === null) return null;
  const failed = fin.freno !== null && fin.freno.code !== 'cancelado';
  return (
    <Notice
      tone={failed ? 'falla' : 'nota'}
      actions={
        <>
          {failed && fin.freno !== null && leadsToSettings(fin.freno.code) ? (
            <ActionButton
              onClick={() => {
                go('ajustes');
              }}
            >
              Ir a Ajustes
            </ActionButton>
          ) : null}
          {fin.cambios === 0 ? null : (
            <ActionButton
              onClick={() => {
                showChanges(fin.corrida);
              }}
            >
              Ver cambios
            </ActionButton>
          )}
          <ActionButton kind="ghost" onClick={dismiss}>
            Entendido
          </ActionButton>
        </>
      }
    >
      {endWords(fin)}
    </Notice>
  );
}

/** A refresh that stopped short: why, and the way to take it up. */
function Stopped() {
  const ultimo = useSocios((m) => m.resumen?.ultimo ?? null);
  const corrida = useSocios((m) => m.resumen?.interrumpido ?? null);
  const resume = useSocios((m) => m.resume);
  const starting = useSocios((m) => m.iniciando);
  const end = ultimo?.corrida === corrida ? ultimo : null;
  const why =
    end === null || end.freno === null || end.freno.code === 'cancelado'
      ? 'El refresco se interrumpió.'
      : failureSentence(end.freno);
  const kept =
    end === null
      ? 'Lo respondido se conserva.'
      : `Respondieron ${count(end.respondidos)} de ${countOf(end.socios, 'socio', 'socios')}; lo respondido se conserva.`;
  return (
    <Notice
      tone="falla"
      actions={
        <ActionButton icon="seguir" loading={starting} onClick={() => void resume()}>
          Retomar
        </ActionButton>
      }
    >
      {why} {kept}
    </Notice>
  );
}
