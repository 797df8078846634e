import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PadronEnd, PadronState } from '../../../shared/contract.ts';
import { useApp, usePadron } from '../../app/services.tsx';
import { ActionButton } from '../../components/ActionButton.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { failureSentence } from '../../words/failures.ts';
import type { OlderList } from './state/model.ts';
import styles from './Padron.module.css';

/** What SUNAT's file weighs, as last seen. */
const DOWNLOAD_SIZE = '372 MB';

/** Whether the end of a job is a question that a dialog asks. */
export function asksInDialog({ archivo, error }: PadronEnd): boolean {
  return archivo !== null && (error?.code === 'padron-sin-fecha' || error?.code === 'padron-mas-antiguo');
}

/** The questions that an import ends with: the edition's date, or a yes to an older one. */
export function PadronDialogs({ estado }: { estado: PadronState }) {
  const visto = usePadron((m) => m.visto);
  const waiting = usePadron((m) => m.lista.porConfirmar);
  const { ultimo, trabajo } = estado;
  const asks = trabajo === null && ultimo !== null && ultimo.id !== visto && asksInDialog(ultimo);
  return (
    <>
      {asks && ultimo.error?.code === 'padron-sin-fecha' ? <DateDialog key={ultimo.id} end={ultimo} /> : null}
      {asks && ultimo.error?.code === 'padron-mas-antiguo' ? (
        <OlderDialog key={ultimo.id} end={ultimo} />
      ) : null}
      {waiting === null ? null : <OlderListDialog waiting={waiting} />}
    </>
  );
}

/** Asks before anything is downloaded: how much, and from where. */
export function DownloadDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const download = usePadron((m) => m.download);
  const go = useApp((m) => m.go);
  const address = useApp((m) => m.state?.ajustes.padronDireccion ?? '');
  return (
    <Dialog
      opened={opened}
      title="¿Descargar el padrón de SUNAT?"
      onClose={onClose}
      actions={
        <>
          <ActionButton kind="ghost" onClick={onClose}>
            Ahora no
          </ActionButton>
          <ActionButton
            kind="primary"
            onClick={() => {
              onClose();
              void download();
            }}
          >
            Descargar
          </ActionButton>
        </>
      }
    >
      <p>
        Son unos {DOWNLOAD_SIZE}. Si se corta, la próxima vez sigue desde donde quedó. Nada se descarga sin
        que usted lo pida.
      </p>
      <p className={`s13 t2 copyable ${styles.address}`}>{address}</p>
      <p className="s13 t2">
        La dirección se cambia en{' '}
        <button
          type="button"
          className="link"
          onClick={() => {
            onClose();
            go('ajustes');
          }}
        >
          Ajustes
        </button>
        .
      </p>
    </Dialog>
  );
}

/** The day of an edition whose file does not say it. */
function DateDialog({ end }: { end: PadronEnd }) {
  const dismiss = usePadron((m) => m.dismiss);
  const importFile = usePadron((m) => m.importFile);
  const [day, setDay] = useState('');
  const send = (): void => {
    if (day === '' || end.archivo === null) return;
    dismiss();
    void importFile(end.archivo, day);
  };
  return (
    <Dialog
      opened
      title="¿De qué fecha es este padrón?"
      onClose={dismiss}
      actions={
        <>
          <ActionButton kind="ghost" onClick={dismiss}>
            No importar
          </ActionButton>
          <ActionButton kind="primary" disabled={day === ''} onClick={send}>
            Importar
          </ActionButton>
        </>
      }
    >
      <p>
        {end.nombre} no lo dice. Indique el día en que SUNAT lo publicó: esa fecha acompaña a cada veredicto
        que salga de él.
      </p>
      <TextInput
        type="date"
        className={styles.date}
        label="Fecha del padrón"
        value={day}
        onChange={(event) => {
          setDay(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') send();
        }}
      />
    </Dialog>
  );
}

function OlderDialog({ end }: { end: PadronEnd }) {
  const dismiss = usePadron((m) => m.dismiss);
  const importFile = usePadron((m) => m.importFile);
  const { archivo, error, fecha } = end;
  if (archivo === null || error === null) return null;
  return (
    <Older
      title="¿Usar un padrón más antiguo?"
      sentence={failureSentence(error)}
      onLeave={dismiss}
      onAccept={() => {
        dismiss();
        void importFile(archivo, fecha, true);
      }}
    />
  );
}

function OlderListDialog({ waiting }: { waiting: OlderList }) {
  const leave = usePadron((m) => m.leaveList);
  const accept = usePadron((m) => m.acceptList);
  return (
    <Older
      title="¿Usar una lista más antigua?"
      sentence={failureSentence(waiting.error)}
      onLeave={leave}
      onAccept={() => void accept()}
    />
  );
}

interface OlderProps {
  title: string;
  sentence: string;
  onLeave(): void;
  onAccept(): void;
}

function Older({ title, sentence, onLeave, onAccept }: OlderProps) {
  return (
    <Dialog
      opened
      title={title}
      onClose={onLeave}
      actions={
        <>
          <ActionButton kind="primary" onClick={onLeave}>
            Quedarse con el que está en uso
          </ActionButton>
          <ActionButton onClick={onAccept}>Usar el más antiguo</ActionButton>
        </>
      }
    >
      <p>{sentence}</p>
    </Dialog>
  );
}
