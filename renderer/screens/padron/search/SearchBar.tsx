import { ActionIcon, TextInput } from '@mantine/core';
import { useRef } from 'react';
import type { PadronState } from '../../../../shared/contract.ts';
import { usePadron } from '../../../app/services.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { countOf } from '../../../format/numbers.ts';
import { useShortcut } from '../../../util/shortcuts.ts';
import styles from './Search.module.css';

/** Where a name or a RUC is written; the results follow as one types. */
export function SearchBar({ estado }: { estado: PadronState }) {
  const texto = usePadron((m) => m.texto);
  const search = usePadron((m) => m.search);
  const field = useRef<HTMLInputElement>(null);
  const none = estado.edicion === null;
  useShortcut('mod+f', () => field.current?.focus());
  return (
    <div className={styles.bar} role="search">
      <TextInput
        ref={field}
        className={styles.field}
        aria-label="Buscar por nombre o RUC"
        placeholder="Nombre o RUC"
        leftSection={<Icon name="buscar" />}
        rightSection={
          texto === '' ? null : (
            <ActionIcon
              size="xs"
              aria-label="Borrar la búsqueda"
              title="Borrar (Esc)"
              onClick={() => {
                search('');
                field.current?.focus();
              }}
            >
              <Icon name="cerrar" />
            </ActionIcon>
          )
        }
        value={texto}
        spellCheck={false}
        disabled={none}
        onChange={(event) => {
          search(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') search('');
          else if (event.key === 'ArrowDown') focusResults(event);
        }}
      />
      <p className="s13 t2" role="status">
        <SearchSentence estado={estado} />
      </p>
    </div>
  );
}

function focusResults(event: React.KeyboardEvent): void {
  const row = document.querySelector<HTMLElement>('[role="grid"] [role="row"][tabindex="0"]');
  if (row === null) return;
  event.preventDefault();
  row.focus();
}

function SearchSentence({ estado: { edicion, nombres, trabajo } }: { estado: PadronState }) {
  const hallado = usePadron((m) => m.hallado);
  const buscando = usePadron((m) => m.buscando);
  if (edicion === null) return 'Se podrá buscar cuando haya un padrón.';
  if (hallado === null && nombres !== 'listos' && (nombres === 'preparando' || trabajo !== null))
    return 'La búsqueda por nombre se está preparando; por RUC ya funciona.';
  if (hallado === null && nombres === 'faltan')
    return 'La búsqueda por nombre se prepara al importar o al abrir Habido; por RUC ya funciona.';
  if (hallado === null || (buscando && hallado.resultados.length === 0)) return '';
  const { resultados, hayMas } = hallado;
  if (hayMas) return `Los primeros ${String(resultados.length)}; escriba más para acotar`;
  return countOf(resultados.length, 'resultado', 'resultados');
}
