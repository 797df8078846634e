/** Line icons on a 16 × 16 field; none of them may look like a verdict's mark. */
const PATHS = {
  validar: 'M9 1.8H3.5v12.4h9V5.3ZM9 1.8v3.5h3.5M5.8 9.6l1.6 1.6 2.9-3.2',
  ajustes:
    'M1.8 4.5h6M11.8 4.5h2.4M1.8 11.5h2.4M8.2 11.5h6M9.8 2.6a1.9 1.9 0 1 0 0 3.8 1.9 1.9 0 0 0 0-3.8ZM6.2 9.6a1.9 1.9 0 1 0 0 3.8 1.9 1.9 0 0 0 0-3.8Z',
  padron:
    'M2.5 3.8C2.5 2.8 5 2 8 2s5.5.8 5.5 1.8S11 5.6 8 5.6 2.5 4.8 2.5 3.8Zm0 0v8.4c0 1 2.500 1.800 5.500 1.800s5.500-.8 5.500-1.800V3.800M2.500 8c0 1 2.500 1.800 5.500 1.800S13.500 9 13.500 8',
  socios:
    'M2 14V4.5L8 2v12M8 6.5h6V14M1.2 14h13.600M4.400 6.600h1.200M4.400 9.200h1.200M10.400 9.200h1.200M10.400 11.600h1.200',
  cambios:
    'M2.5 5.200h10M9.700 2.400l2.800 2.800-2.800 2.800M13.500 10.800h-10M6.300 8l-2.800 2.800 2.800 2.800',
  buscar: 'M7 2.3a4.7 4.7 0 1 0 0 9.4 4.7 4.7 0 0 0 0-9.4ZM10.6 10.6l3.6 3.6',
  cerrar: 'm4 4 8 8M12 4l-8 8',
  abajo: 'm4 6.2 4 4 4-4',
  derecha: 'm6.2 4 4 4-4 4',
  asc: 'M8 13V3M4 7l4-4 4 4',
  desc: 'M8 3v10M4 9l4 4 4-4',
  hacia: 'M3 8h9.500M8.800 4.300 12.500 8l-3.700 3.700',
  peor: 'm4 4 7.500 7.500M11.500 5.800v5.700H5.800',
  mejor: 'm4 12 7.500-7.500M5.800 4.500h5.700v5.700',
  noleido: 'M8 5.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5Z',
  copiar: 'M5.5 5.5h8v8h-8ZM10.5 5.5v-3h-8v8h3',
  copiado: 'm3 8.5 3.2 3.2L13 4.8',
  guardar: 'M8 2v8M4.8 7 8 10.2 11.2 7M2.5 13.5h11',
  reintentar: 'M13.5 8A5.5 5.5 0 1 1 11.7 4M13.5 2v3.2h-3.2',
  pausa: 'M5.5 3v10M10.5 3v10',
  seguir: 'M5 3v10l7.5-5Z',
  mas: 'M8 3.2v9.6M3.2 8h9.6',
  editar:
    'M2.800 13.200l.700-3L10.500 3.200a1.400 1.400 0 0 1 2.300 2.300L5.800 12.500ZM9.200 4.500l2.300 2.300',
  quitar: 'M2.800 4.500h10.400M6.200 4.500V2.800h3.600v1.700M4.300 4.500l.600 8.700h6.200l.6-8.700',
  grupos: 'M1.800 4.500V3h4.400l1.300 1.500h6.700V13H1.800ZM1.800 7h12.400',
  cortado:
    'M6.4 9.6 3.2 12.8M9.6 6.4l3.2-3.2M5.200 6.800l-1.300 1.300a2.700 2.700 0 0 0 3.900 3.900l1.300-1.300M10.800 9.200l1.300-1.300a2.700 2.700 0 0 0-3.900-3.900L6.900 5.300',
  hoja: 'M2 3h12v10H2ZM2 6.3h12M2 9.6h12M6 3v10',
  pulso: 'M1.5 8h3l1.8-4.5L9.2 12l1.8-4h3.5',
  reloj: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 4.8V8l2.3 1.6',
  ritmo: 'M2.2 11.8a6.2 6.2 0 1 1 11.6 0M8 9.8l2.8-3.6',
  freno: 'M3.5 2v12M3.5 3H12.5l-2.2 3 2.2 3H3.5',
} as const;

export type IconName = keyof typeof PATHS;

/** A decorative icon; the words beside it carry the meaning. */
export function Icon({ name, className }: { name: IconName; className?: string }) {
  return (
    <svg className={className === undefined ? 'i' : `i ${className}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The sign of the application. */
export function AppSign() {
  return (
    <svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">
      <rect width="16" height="16" rx="3" fill="var(--hb-accent-fill)" />
      <path
        d="M4.5 3.8v8.4M11.5 3.8v8.4M4.5 8.3l2 1.9 5-4.4"
        fill="none"
        stroke="var(--hb-on-accent)"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
