import { useApp } from '../../app/services.tsx';
import { SwitchSetting } from './SwitchSetting.tsx';

/** How Habido lives on without a window, and when it speaks up. */
export function TraySection() {
  const plataforma = useApp((m) => m.state?.plataforma ?? '');
  const place = plataforma === 'darwin' ? 'la barra de menús' : 'la bandeja del sistema';
  return (
    <>
      <SwitchSetting
        name="quedarseEnBandeja"
        label="Seguir en la bandeja al cerrar la ventana"
        hint={`Habido queda en ${place} y refresca a los socios sin ventana. Apagado, cerrar la ventana lo termina.`}
      />
      <SwitchSetting
        name="iniciarConSesion"
        label="Iniciar con la sesión"
        hint="Al entrar en esta computadora, Habido empieza en la bandeja y sin ventana, para que ningún refresco se pase."
      />
      <SwitchSetting
        name="avisosDeCambios"
        label="Avisar de los cambios"
        hint="Un solo aviso del escritorio por refresco, que los resume; ninguno si nada cambió. Los cambios quedan en «Cambios» de todos modos."
      />
    </>
  );
}
