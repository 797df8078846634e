import { describe, expect, it } from 'vitest';
import { downloadAddress, nameIn, redirected } from '../../../../main/padron/download/address.ts';
import { PADRON_ADDRESS, REGISTER_ADDRESSES } from '../../../../shared/sunat-addresses.ts';

describe('downloadAddress', () => {
  it('takes https, and http on this computer', () => {
    for (const url of [PADRON_ADDRESS, ...Object.values(REGISTER_ADDRESSES), 'http://127.0.0.1:8/a.zip'])
      expect(downloadAddress(url).href).toBe(url);
    expect(downloadAddress(' https://www2.sunat.gob.pe/a.zip#x ').href).toBe(
      'https://www2.sunat.gob.pe/a.zip',
    );
  });

  it.each(['http://www2.sunat.gob.pe/a.zip', 'ftp://127.0.0.1/a', 'file:///etc/passwd', 'a.zip', ''])(
    'refuses %s',
    (url) => {
      expect(() => downloadAddress(url)).toThrow(expect.objectContaining({ code: 'descarga-direccion' }));
    },
  );

  it('refuses a name and a password in the address', () => {
    expect(() => downloadAddress('https://a:b@sunat.gob.pe/a.zip')).toThrow();
  });
});

describe('redirected', () => {
  const from = new URL('https://www.sunat.gob.pe/descarga/a.zip');

  it('follows to another host and to another path', () => {
    expect(redirected(from, 'https://ww3.sunat.gob.pe/b.zip').href).toBe('https://ww3.sunat.gob.pe/b.zip');
    expect(redirected(from, '../c.zip').href).toBe('https://www.sunat.gob.pe/c.zip');
  });

  it.each(['http://www.sunat.gob.pe/a.zip', 'http://127.0.0.1/a.zip', 'javascript:alert(1)'])(
    'never leaves https for %s',
    (location) => {
      expect(() => redirected(from, location)).toThrow(
        expect.objectContaining({ code: 'descarga-direccion' }),
      );
    },
  );
});

describe('nameIn', () => {
  it.each([
    ['https://a.pe/b/padron%20nuevo.zip?token=1', 'padron nuevo.zip'],
    ['https://a.pe/100%.zip', '100%.zip'],
    ['https://a.pe/b/', ''],
  ])('of %s', (url, name) => {
    expect(nameIn(url)).toBe(name);
  });
});
