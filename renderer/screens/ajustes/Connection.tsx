import { NumberSetting, TextSetting } from './Setting.tsx';
import { TokenSetting } from './TokenSetting.tsx';

/** How Habido reaches Migo. */
export function Connection() {
  return (
    <>
      <TokenSetting />
      <TextSetting
        name="direccion"
        label="Dirección de la API"
        hint="El token vale solo para la dirección con la que se ingresó; con otra se pide de nuevo."
        wide
        read={(text) => (text === '' ? undefined : text)}
      />
      <NumberSetting
        name="porMinuto"
        label="Peticiones por minuto"
        hint="Lo comparten la ventana y los comandos de esta computadora: entre todos nunca lo pasan."
        min={1}
        max={1000}
      />
      <NumberSetting
        name="concurrencia"
        label="Peticiones a la vez"
        hint="Más a la vez termina antes solo si el límite por minuto lo permite."
        min={1}
        max={16}
      />
    </>
  );
}
