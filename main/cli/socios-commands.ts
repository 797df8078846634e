/** The words of `habido socios`. */
import { Option, type Command } from 'commander';
import { PARTNER_KINDS } from '../../shared/partner-views.ts';
import { withWorkspace } from './open.ts';
import { columnLetter, integer, several, spanish, type CommandDeps } from './program.ts';
import { sociosAgregar, type AgregarOptions } from './socios-agregar.ts';
import { sociosRefrescar, type RefrescarOptions } from './socios-refrescar.ts';
import {
  sociosCambios,
  sociosListar,
  sociosQuitar,
  type CambiosOptions,
  type ListarOptions,
} from './socios.ts';

/** Adds `socios` with all its commands. */
export function addSocios(program: Command, deps: CommandDeps): void {
  const socios = spanish(program.command('socios'), deps.io)
    .description('Los clientes y proveedores que Habido vigila.')
    .helpCommand(false);
  addAgregar(socios, deps);
  addRefrescar(socios, deps);
  const { io, parts, end } = deps;
  spanish(socios.command('listar'), io)
    .description('Lista los socios con su último veredicto.')
    .option('--grupo <nombre>', 'solo los de este grupo')
    .option('--json', 'un objeto JSON en la salida', false)
    .action(async (options: ListarOptions) => {
      end(
        await withWorkspace(io, parts, (workspace) => Promise.resolve(sociosListar(io, workspace, options))),
      );
    });
  spanish(socios.command('quitar <ruc...>'), io)
    .description('Deja de vigilar a estos RUC; su historia se conserva.')
    .option('--json', 'un objeto JSON en la salida', false)
    .action(async (texts: string[], options: { json: boolean }) => {
      end(await withWorkspace(io, parts, (workspace) => sociosQuitar(io, workspace, texts, options)));
    });
  spanish(socios.command('cambios'), io)
    .description('Lista los cambios de los socios, el más reciente primero.')
    .option('--dias <n>', 'solo los de los últimos n días', integer(1, 3650))
    .option('--sin-leer', 'solo los que nadie ha leído', false)
    .option('--json', 'un objeto JSON en la salida', false)
    .action(async (options: CambiosOptions) => {
      end(
        await withWorkspace(io, parts, (workspace) => Promise.resolve(sociosCambios(io, workspace, options))),
      );
    });
}

function addAgregar(socios: Command, { io, parts, end }: CommandDeps): void {
  spanish(socios.command('agregar <archivo|ruc...>'), io)
    .description('Agrega los RUC de un libro, o los que se escriben.')
    .option('--hoja <nombre>', 'hoja que tiene los RUC')
    .option('--columna <letra>', 'columna de los RUC', columnLetter)
    .option('--fila-encabezado <n>', 'fila del encabezado (0: no hay)', integer(0, 1_048_576))
    .addOption(new Option('--tipo <tipo>', 'qué son').choices([...PARTNER_KINDS]))
    .option('--grupo <nombre>', 'grupo al que entran (puede repetirse)', several)
    .option('--alias <nombre>', 'nombre propio, si es un solo RUC')
    .option('--aceptar', 'acepta lo que la ventana preguntaría', false)
    .option('--json', 'un objeto JSON en la salida', false)
    .action(async (texts: string[], options: AgregarOptions) => {
      end(await withWorkspace(io, parts, (workspace) => sociosAgregar(io, workspace, texts, options)));
    });
}

function addRefrescar(socios: Command, { io, parts, end }: CommandDeps): void {
  spanish(socios.command('refrescar'), io)
    .description('Vuelve a consultar a los socios cuya respuesta venció.')
    .option('--grupo <nombre>', 'solo los de este grupo')
    .option('--todos', 'también los que tienen una respuesta vigente', false)
    .option('--tope <consultas>', 'consultas que puede gastar', integer(1, 10_000_000))
    .option('--json', 'un objeto JSON en la salida', false)
    .action(async (options: RefrescarOptions) => {
      end(await withWorkspace(io, parts, (workspace) => sociosRefrescar(io, workspace, options)));
    });
}
