import { Switch } from '@mantine/core';
import { useState } from 'react';
import type { PlainError } from '../../../shared/errors.ts';
import { useApp, usePadron, useValidar } from '../../app/services.tsx';
import { isBusy } from '../validar/state/model.ts';
import { Setting } from './Setting.tsx';

/** The demonstration: invented taxpayers, in a data folder of their own. */
export function DemoSection() {
  const demo = useApp((m) => m.state?.demo ?? false);
  const setDemo = useApp((m) => m.setDemo);
  const checking = useValidar((m) => isBusy(m.fase));
  const importing = usePadron((m) => m.estado?.trabajo != null || m.lista.enCurso !== null);
  const busy = checking || importing;
  const [failure, setFailure] = useState<PlainError | null>(null);
  return (
    <Setting
      label="Modo demostración"
      hint={
        busy
          ? 'Espere a que termine lo que está en curso para cambiarlo.'
          : 'Contribuyentes inventados y una carpeta de datos aparte: no se consulta a Migo ni se toca lo suyo.'
      }
      failure={failure}
    >
      <Switch
        aria-label="Modo demostración"
        checked={demo}
        disabled={busy}
        onChange={(event) => {
          void setDemo(event.currentTarget.checked).then(setFailure);
        }}
      />
    </Setting>
  );
}
