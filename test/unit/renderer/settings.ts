import type { Settings } from '../../../shared/contract.ts';

/** Settings as a fresh installation has them, changed where a test says so. */
export function settings(change: Partial<Settings> = {}): Settings {
  return {
    direccion: 'https://api.migo.pe',
    porMinuto: 60,
    concurrencia: 4,
    frescuraHoras: 24,
    tope: null,
    precio: null,
    tema: 'sistema',
    columnas: [
      'veredicto',
      'razonSocial',
      'estado',
      'condicion',
      'observacion',
      'fuente',
      'datoAl',
      'consultadoEn',
    ],
    hojaResumen: true,
    hojaProblemas: false,
    padronDireccion: 'https://www2.sunat.gob.pe/padron_reducido_ruc.zip',
    padronEdadDias: 7,
    sociosFrescuraDias: 7,
    sociosSinConfirmarDias: 30,
    sociosAgenda: { activa: true, dias: { tipo: 'diaria' }, hora: '07:00', tope: 1000 },
    corridasActualizanSocios: true,
    feriados: { agregados: [], quitados: [] },
    quedarseEnBandeja: true,
    bandejaAvisada: false,
    iniciarConSesion: false,
    avisosDeCambios: true,
    agendaEnPausaHasta: null,
    ...change,
  };
}
