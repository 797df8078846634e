import { NumberSetting, TextSetting } from './Setting.tsx';

/** Where SUNAT's padrón comes from, and when it is old. */
export function PadronSection() {
  return (
    <>
      <TextSetting
        name="padronDireccion"
        label="Dirección de descarga"
        hint="SUNAT la ha cambiado antes: si deja de responder, escriba la nueva o importe el archivo a mano. Nada se descarga sin que usted lo pida."
        wide
        read={(text) => (text === '' ? undefined : text)}
      />
      <NumberSetting
        name="padronEdadDias"
        label="Avisar si el padrón tiene más de"
        hint="Un padrón más antiguo se sigue usando, con un aviso en el plan y en cada veredicto que sale de él."
        unit="días"
        min={1}
        max={365}
      />
    </>
  );
}
