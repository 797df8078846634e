import { SegmentedControl } from '@mantine/core';
import type { Settings } from '../../../shared/contract.ts';
import { useApp } from '../../app/services.tsx';
import { Setting, useSaving } from './Setting.tsx';

const THEMES: { value: Settings['tema']; label: string }[] = [
  { value: 'sistema', label: 'Sistema' },
  { value: 'claro', label: 'Claro' },
  { value: 'oscuro', label: 'Oscuro' },
];

/** How the window looks. */
export function Appearance() {
  const tema = useApp((m) => m.state?.ajustes.tema ?? 'sistema');
  const { failure, save } = useSaving();
  return (
    <Setting
      label="Tema"
      hint="Con «Sistema» sigue el tema de esta computadora, también cuando cambia."
      failure={failure}
    >
      <SegmentedControl
        aria-label="Tema"
        data={THEMES}
        value={tema}
        transitionDuration={0}
        onChange={(value) => void save({ tema: value })}
      />
    </Setting>
  );
}
