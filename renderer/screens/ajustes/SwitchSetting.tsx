import { Switch } from '@mantine/core';
import { useApp } from '../../app/services.tsx';
import { Setting, useSaving } from './Setting.tsx';

interface SwitchSettingProps {
  name:
    | 'hojaResumen'
    | 'hojaProblemas'
    | 'corridasActualizanSocios'
    | 'quedarseEnBandeja'
    | 'iniciarConSesion'
    | 'avisosDeCambios';
  label: string;
  hint: string;
}

/** A switch that is saved as it is turned. */
export function SwitchSetting({ name, label, hint }: SwitchSettingProps) {
  const value = useApp((m) => m.state?.ajustes[name] ?? false);
  const { failure, done, save } = useSaving();
  return (
    <Setting label={label} hint={hint} failure={failure} done={done}>
      <Switch
        aria-label={label}
        checked={value}
        onChange={(event) => void save({ [name]: event.currentTarget.checked })}
      />
    </Setting>
  );
}
