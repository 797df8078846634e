import { NumberSetting, TextSetting } from './Setting.tsx';
import { readPrice } from './price.ts';

/** What a query costs, and how many a run may make. */
export function CostSection() {
  return (
    <>
      <TextSetting
        name="precio"
        label="Precio por consulta"
        hint="Con él se calcula el costo de cada plan. Déjelo vacío si su plan no cobra por consulta."
        unit="soles"
        placeholder="sin precio"
        read={readPrice}
      />
      <NumberSetting
        name="tope"
        label="Tope por corrida"
        hint="Una corrida que necesite más no empieza sin que usted lo confirme."
        unit="consultas"
        min={1}
        max={10_000_000}
        optional
        placeholder="sin tope"
      />
    </>
  );
}

/** How long an answer counts as fresh. */
export function FreshnessSection() {
  return (
    <NumberSetting
      name="frescuraHoras"
      label="Veredictos"
      hint="Más allá de este plazo, una respuesta guardada no se presenta como vigente. Con 0 se pregunta siempre."
      unit="horas"
      min={0}
      max={8760}
    />
  );
}
