import { describe, expect, it } from 'vitest';
import { SettingsStore, type SettingChange } from '../../../main/settings/settings-store.ts';
import type { HabidoDatabase } from '../../../main/database/open.ts';
import { dataFixture } from '../../support/data.ts';

const data = dataFixture();

function setUp(env: Record<string, string> = {}, database: HabidoDatabase = data.open()) {
  const changes: SettingChange[] = [];
  const settings = new SettingsStore(database, { env, audit: (change) => void changes.push(change) });
  return { database, settings, changes };
}

const failure = (work: () => unknown): unknown => {
  try {
    work();
    return null;
  } catch (error) {
    const { code, message } = error as { code?: unknown; message: string };
    return [code, message];
  }
};

describe('SettingsStore', () => {
  it('begins with the defaults', () => {
    const { settings } = setUp();
    expect(settings.get()).toEqual({
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
    });
    expect(settings.fijados()).toEqual([]);
  });

  it('keeps a list only where it differs, has VEREDICTO and repeats nothing', () => {
    const { settings, changes } = setUp();
    settings.save({ columnas: [...settings.get().columnas] });
    expect(changes).toEqual([]);
    settings.save({ columnas: ['observacion', 'veredicto'], hojaProblemas: true });
    expect(settings.get()).toMatchObject({ columnas: ['observacion', 'veredicto'], hojaProblemas: true });
    for (const columnas of [[], ['estado'], ['veredicto', 'veredicto']] as never[]) {
      expect(() => settings.save({ columnas })).toThrow('debe tener VEREDICTO');
    }
  });

  it('takes an address of the padrón only where a download may go', () => {
    const { settings } = setUp();
    settings.save({
      padronDireccion: ' https://www.sunat.gob.pe/descargaPRR/padron.zip?v=2#x ',
      padronEdadDias: 3,
    });
    expect(settings.get()).toMatchObject({
      padronDireccion: 'https://www.sunat.gob.pe/descargaPRR/padron.zip?v=2',
      padronEdadDias: 3,
    });
    for (const padronDireccion of [
      'http://www2.sunat.gob.pe/x.zip',
      'file:///x.zip',
      'https://a:b@sunat.gob.pe/',
    ]) {
      expect(() => settings.save({ padronDireccion })).toThrow('debe empezar con https://');
    }
    expect(() => settings.save({ padronEdadDias: 0 })).toThrow('de 1 a 365');
  });

  it('saves what differs, each change told once, in its drawer', () => {
    const { database, settings, changes } = setUp();
    const saved = settings.save({ porMinuto: 30, precio: '0.01', tema: 'oscuro', concurrencia: 4 });
    expect(saved).toMatchObject({ porMinuto: 30, precio: '0.01', tema: 'oscuro', concurrencia: 4 });
    expect(changes).toEqual([
      { ajuste: 'porMinuto', cajon: 'oficina', de: 60, a: 30 },
      { ajuste: 'precio', cajon: 'oficina', de: null, a: '0.01' },
      { ajuste: 'tema', cajon: 'puesto', de: 'sistema', a: 'oscuro' },
    ]);
    expect(settings.save({ precio: null }).precio).toBeNull();
    expect(setUp({}, database).settings.get()).toMatchObject({ porMinuto: 30, precio: null });
  });

  it('saves nothing when one value is wrong, or its audit entry can not be written', () => {
    const { database, settings, changes } = setUp();
    expect(failure(() => settings.save({ porMinuto: 30, frescuraHoras: -1 }))).toEqual([
      'ajuste-invalido',
      'El valor de «frescuraHoras» no es válido: debe ser un entero de 0 a 8760.',
    ]);
    expect(settings.get().porMinuto).toBe(60);
    const failing = new SettingsStore(database, {
      env: {},
      audit: () => {
        throw new Error('no log');
      },
    });
    expect(() => failing.save({ porMinuto: 30 })).toThrow('no log');
    expect(settings.get().porMinuto).toBe(60);
    expect(changes).toHaveLength(1);
  });

  it('lets the environment rule, says so, and refuses to change what it rules', () => {
    const { settings, changes } = setUp({
      HABIDO_MIGO_URL: 'http://127.0.0.1:8080/',
      HABIDO_POR_MINUTO: ' 120 ',
      HABIDO_CONCURRENCIA: '',
    });
    expect(settings.get()).toMatchObject({
      direccion: 'http://127.0.0.1:8080',
      porMinuto: 120,
      concurrencia: 4,
    });
    expect(settings.fijados().sort()).toEqual(['direccion', 'porMinuto']);
    expect(settings.save({ porMinuto: 120, concurrencia: 2 }).concurrencia).toBe(2);
    expect(failure(() => settings.save({ porMinuto: 10 }))).toEqual([
      'ajuste-invalido',
      'El valor de «porMinuto» no es válido: lo fija la variable HABIDO_POR_MINUTO.',
    ]);
    expect(changes.map((change) => change.ajuste)).toEqual(['concurrencia']);
  });

  it.each([
    ['HABIDO_POR_MINUTO', 'muchas', 'ajuste-invalido'],
    ['HABIDO_POR_MINUTO', '0', 'ajuste-invalido'],
    ['HABIDO_CONCURRENCIA', '17', 'ajuste-invalido'],
    ['HABIDO_CONCURRENCIA', '2.5', 'ajuste-invalido'],
    ['HABIDO_MIGO_URL', 'http://api.migo.pe', 'direccion-invalida'],
  ])('says that %s=%s is wrong', (name, value, code) => {
    expect(failure(() => setUp({ [name]: value }))).toEqual([code, expect.any(String)]);
  });

  it.each([
    ['https://api.migo.pe/', 'https://api.migo.pe'],
    [' HTTPS://API.Migo.pe ', 'https://api.migo.pe'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://127.0.0.1:1/base/', 'http://127.0.0.1:1/base'],
    ['http://[::1]:9', 'http://[::1]:9'],
  ])('takes the address %s', (given, kept) => {
    expect(setUp().settings.save({ direccion: given }).direccion).toBe(kept);
  });

  it.each([
    'http://api.migo.pe',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'https://user:secreto@api.migo.pe',
    'https://api.migo.pe/?token=x',
    'https://api.migo.pe/#x',
    'ftp://127.0.0.1',
    'api.migo.pe',
    '',
  ])('refuses the address %s', (given) => {
    const { settings } = setUp();
    expect(failure(() => settings.save({ direccion: given }))).toEqual([
      'direccion-invalida',
      expect.any(String),
    ]);
    expect(settings.get().direccion).toBe('https://api.migo.pe');
  });

  it('sees what another process saved', () => {
    const folder = data.folder();
    const { settings } = setUp({}, data.open(folder));
    expect(settings.get().porMinuto).toBe(60);
    setUp({}, data.open(folder)).settings.save({ porMinuto: 15 });
    expect(settings.get().porMinuto).toBe(15);
  });
});
