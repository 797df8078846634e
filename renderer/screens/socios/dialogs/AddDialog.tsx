import { SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PartnersAdded } from '../../../../shared/contract.ts';
import { useApp, useSocios } from '../../../app/services.tsx';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { count, countOf } from '../../../format/numbers.ts';
import { useWindowDrop } from '../../../util/useWindowDrop.ts';
import type { AddDraft, AddSource } from '../state/model.ts';
import { addedWords, numbersIn } from '../words.ts';
import { BookColumn, rucsOf } from './BookColumn.tsx';
import styles from './Dialogs.module.css';
import { GroupPicker } from './GroupPicker.tsx';
import { KindChoice } from './KindChoice.tsx';
import { Failure } from './sending.tsx';

const LONGEST_ALIAS = 200;
const MOST_TEXT = 2_000_000;

/** Adds partners: typed or pasted, of a workbook's column, or of a run. Shown over whichever screen asked for it. */
export function AddDialog() {
  const draft = useSocios((m) => m.agregando);
  if (draft === null) return null;
  return draft.resultado === null ? <Asking draft={draft} /> : <Added added={draft.resultado} />;
}

function Asking({ draft }: { draft: AddDraft }) {
  const stop = useSocios((m) => m.stopAdding);
  const send = useSocios((m) => m.sendAdding);
  const change = useSocios((m) => m.changeAdding);
  const dropBooks = useSocios((m) => m.dropBooks);
  useWindowDrop(({ files }) => {
    if (draft.origen.tipo !== 'corrida') void dropBooks(files);
  });
  const { origen, clase, grupos, enviando, fallo } = draft;
  const ready = readyOf(origen);
  return (
    <Dialog
      opened
      wide
      title="Agregar socios"
      onClose={stop}
      actions={
        <>
          <ActionButton kind="ghost" onClick={stop}>
            Volver
          </ActionButton>
          <ActionButton kind="primary" disabled={!ready.can} loading={enviando} onClick={() => void send()}>
            {ready.words}
          </ActionButton>
        </>
      }
    >
      <div className={styles.form}>
        <Source origen={origen} />
        <KindChoice
          value={clase}
          onChange={(next) => {
            change({ clase: next });
          }}
        />
        <GroupPicker
          label="Grupos"
          value={grupos}
          onChange={(next) => {
            change({ grupos: next });
          }}
        />
        <Failure of={fallo} />
      </div>
    </Dialog>
  );
}

/** Whether there is something to add, and what the button says. */
function readyOf(origen: AddSource): { can: boolean; words: string } {
  if (origen.tipo === 'corrida') return { can: true, words: 'Agregar a Socios' };
  const n = origen.tipo === 'texto' ? numbersIn(origen.texto) : rucsOf(origen);
  return n === null || n === 0
    ? { can: false, words: 'Agregar' }
    : { can: true, words: `Agregar ${count(n)} RUC` };
}

function Source({ origen }: { origen: AddSource }) {
  const startAdding = useSocios((m) => m.startAdding);
  const [wantsBook, setWantsBook] = useState(false);
  if (origen.tipo === 'corrida') {
    return (
      <p className="t2">
        Se agregan los RUC válidos de <b className="b">{origen.nombre}</b>, con lo que la validación supo de
        ellos.
      </p>
    );
  }
  const way = origen.tipo === 'libro' || wantsBook ? 'libro' : 'texto';
  return (
    <>
      <SegmentedControl
        aria-label="De dónde"
        data={[
          { value: 'texto', label: 'Escribir o pegar' },
          { value: 'libro', label: 'De un libro' },
        ]}
        value={way}
        transitionDuration={0}
        onChange={(next) => {
          setWantsBook(next === 'libro');
          if (next === 'texto' && origen.tipo === 'libro') startAdding();
        }}
      />
      {origen.tipo === 'libro' ? (
        <BookColumn book={origen} />
      ) : wantsBook ? (
        <NoBook />
      ) : (
        <Typed texto={origen.texto} alias={origen.alias} />
      )}
    </>
  );
}

function Typed({ texto, alias }: { texto: string; alias: string }) {
  const type = useSocios((m) => m.typeAdding);
  const send = useSocios((m) => m.sendAdding);
  const n = numbersIn(texto);
  return (
    <>
      <Textarea
        data-autofocus
        label="RUC"
        description="Uno o varios, separados por espacios, comas o en líneas."
        rows={3}
        maxLength={MOST_TEXT}
        spellCheck={false}
        value={texto}
        onChange={(event) => {
          type({ texto: event.currentTarget.value });
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void send();
        }}
      />
      {n > 1 ? null : (
        <TextInput
          label="Alias, si lo llaman de otro modo"
          maxLength={LONGEST_ALIAS}
          value={alias}
          onChange={(event) => {
            type({ alias: event.currentTarget.value });
          }}
        />
      )}
    </>
  );
}

function NoBook() {
  const chooseBook = useSocios((m) => m.chooseBook);
  return (
    <div className={styles.drop}>
      <p className="sp t2">Suelte aquí un libro, o elíjalo. Habido busca la columna del RUC.</p>
      <ActionButton onClick={() => void chooseBook()}>Elegir un libro</ActionButton>
    </div>
  );
}

/** What adding came to. */
function Added({ added }: { added: PartnersAdded }) {
  const stop = useSocios((m) => m.stopAdding);
  const startAdding = useSocios((m) => m.startAdding);
  const screen = useApp((m) => m.screen);
  const go = useApp((m) => m.go);
  const { invalidos, invalidosTotal } = added;
  return (
    <Dialog
      opened
      title="Socios agregados"
      onClose={stop}
      actions={
        <>
          {screen === 'socios' ? (
            <ActionButton
              kind="ghost"
              onClick={() => {
                startAdding();
              }}
            >
              Agregar otros
            </ActionButton>
          ) : (
            <ActionButton
              onClick={() => {
                stop();
                go('socios');
              }}
            >
              Ver socios
            </ActionButton>
          )}
          <ActionButton kind="primary" data-autofocus onClick={stop}>
            Listo
          </ActionButton>
        </>
      }
    >
      <div className={styles.result}>
        <ul aria-label="Resultado">
          {addedWords(added).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        {invalidos.length === 0 ? null : (
          <ul className={styles.faults} tabIndex={0} aria-label="Números que no pueden ser RUC">
            {invalidos.map(({ texto, motivo }, i) => (
              <li key={`${String(i)}-${texto}`}>
                <b className="b">{texto}</b> <span className="t2">{motivo}</span>
              </li>
            ))}
            {invalidosTotal > invalidos.length ? (
              <li className="t2">y {countOf(invalidosTotal - invalidos.length, 'más', 'más')}</li>
            ) : null}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
