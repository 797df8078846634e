import type { AppState } from '../../../shared/contract.ts';

/** Where the token is kept, or will be: said before it is put in. */
export function tokenWords({
  demo,
  token,
  llavero,
  plataforma,
}: Pick<AppState, 'demo' | 'token' | 'llavero' | 'plataforma'>): string {
  if (demo) return 'En modo demostración se usa un token inventado; el suyo no se toca.';
  if (token.desde === 'entorno')
    return 'Viene de la variable HABIDO_MIGO_TOKEN; aquí no se puede cambiar. Nunca se muestra ni se exporta.';
  if (token.desde === 'memoria' || !llavero) {
    return 'Esta computadora no ofrece un llavero: el token vale solo mientras Habido esté abierto.';
  }
  const place = keychainName(plataforma);
  return token.tiene
    ? `En ${place}. Nunca se muestra ni se exporta.`
    : `Se guardará en ${place}. Nunca se muestra ni se exporta.`;
}

function keychainName(plataforma: string): string {
  if (plataforma === 'win32') return 'el Administrador de credenciales de Windows';
  return plataforma === 'darwin' ? 'el llavero de macOS' : 'el llavero del sistema';
}
