import { describe, expect, it } from 'vitest';
import { apiAddress } from '../../../main/migo/address.ts';

describe('the address of the API', () => {
  it.each([
    ['https://api.migo.pe', 'https://api.migo.pe', '/api/v1/ruc/collection'],
    [' https://api.migo.pe/ ', 'https://api.migo.pe', '/api/v1/ruc/collection'],
    ['https://api.migo.pe/api/v1/', 'https://api.migo.pe', '/api/v1/ruc/collection'],
    ['https://intranet.pe:8443/migo', 'https://intranet.pe:8443', '/migo/api/v1/ruc/collection'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000', '/api/v1/ruc/collection'],
    ['http://localhost:3000/', 'http://localhost:3000', '/api/v1/ruc/collection'],
    ['http://[::1]:3000', 'http://[::1]:3000', '/api/v1/ruc/collection'],
  ])('%s', (text, origin, path) => {
    const address = apiAddress(text);
    expect([address.origin, address.pathOf('ruc/collection')]).toEqual([origin, path]);
  });

  it.each([
    '',
    'api.migo.pe',
    'http://api.migo.pe',
    'http://127.0.0.1.evil.pe',
    'http://localhost.evil.pe',
    'http://192.168.1.4',
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    'https://user:secret@api.migo.pe',
    'https://api.migo.pe/?token=x',
    'https://api.migo.pe/#x',
  ])('refuses %j', (text) => {
    expect(() => apiAddress(text)).toThrow(expect.objectContaining({ code: 'direccion-invalida' }));
  });
});
