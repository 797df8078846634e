/** The command line: words, help and errors in Spanish; each command in its own file. */
import { Command, CommanderError, Option } from 'commander';
import { asHabidoError, EXIT } from '../../shared/errors.ts';
import { FAILURE_MODES, type FailureMode } from '../simulator/simulator.ts';
import { APP_VERSION } from '../version.ts';
import { corridas } from './corridas.ts';
import { cuenta } from './cuenta.ts';
import type { CliIo } from './io.ts';
import { withWorkspace, type CliParts } from './open.ts';
import { padronBuscar, padronEstado, padronImportar, type PadronImportarOptions } from './padron.ts';
import { columnLetter, day, days, integer, spanish, usageError } from './program.ts';
import { ruc } from './ruc.ts';
import { simulador, type SimuladorOptions } from './simulador.ts';
import { addSocios } from './socios-commands.ts';
import { validar, type ValidarOptions } from './validar.ts';

/** Runs one command and answers its exit code; never throws, never ends the process. */
export async function runCli(argv: readonly string[], io: CliIo, parts: CliParts = {}): Promise<number> {
  let exit: number = EXIT.done;
  const program = buildProgram(io, parts, (code) => {
    exit = code;
  });
  try {
    if (argv.length === 0) {
      io.err(program.helpInformation());
      return EXIT.usage;
    }
    await program.parseAsync([...argv], { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return usageError(error, io);
    const known = asHabidoError(error);
    io.err(`${known.message}\n`);
    return known.exitCode;
  }
}

function buildProgram(io: CliIo, parts: CliParts, end: (code: number) => void): Command {
  const program = spanish(new Command('habido'), io)
    .description('Valida RUC contra Migo y devuelve el mismo libro con sus veredictos.')
    .version(APP_VERSION, '-V, --version', 'muestra la versión')
    .helpCommand(false);
  addValidar(program, io, parts, end);
  addPadron(program, io, parts, end);
  addSocios(program, { io, parts, end });
  spanish(program.command('ruc <ruc...>'), io)
    .description('Consulta uno o más RUC.')
    .option('--sin-red', 'usa solo lo guardado en esta computadora y el padrón', false)
    .option('--json', 'un objeto JSON en la salida', false)
    .action(async (texts: string[], options: { sinRed: boolean; json: boolean }) => {
      end(await withWorkspace(io, parts, (workspace) => ruc(io, workspace, texts, options)));
    });
  spanish(program.command('cuenta'), io)
    .description('Muestra lo que Migo dice de su cuenta.')
    .option('--json', 'un objeto JSON en la salida', false)
    .action(async (options: { json: boolean }) => {
      end(await withWorkspace(io, parts, (workspace) => cuenta(io, workspace, options)));
    });
  spanish(program.command('corridas'), io)
    .description('Lista las corridas, la más reciente primero.')
    .option('--json', 'un objeto JSON en la salida', false)
    .action(async (options: { json: boolean }) => {
      end(
        await withWorkspace(io, parts, async (workspace) =>
          Promise.resolve(corridas(io, workspace, options)),
        ),
      );
    });
  spanish(program.command('simulador'), io)
    .description('Levanta un simulador de Migo en esta computadora, para pruebas.')
    .option('--puerto <n>', 'puerto (0: uno libre)', integer(0, 65_535))
    .option('--latencia <ms>', 'milisegundos por respuesta', integer(0, 600_000))
    .option('--por-minuto <n>', 'peticiones por minuto que acepta', integer(1, 1_000_000))
    .addOption(new Option('--fallas <modo>', 'modo de falla').choices([...FAILURE_MODES]))
    .action(async (options: SimuladorOptions & { fallas?: FailureMode }) => {
      end(await simulador(io, options));
    });
  return program;
}

function addValidar(program: Command, io: CliIo, parts: CliParts, end: (code: number) => void): void {
  spanish(program.command('validar <archivo>'), io)
    .description('Valida los RUC de un libro y guarda una copia anotada.')
    .option('--salida <archivo>', 'dónde guardar la copia')
    .option('--hoja <nombre>', 'hoja que tiene los RUC')
    .option('--columna <letra>', 'columna de los RUC', columnLetter)
    .option('--fila-encabezado <n>', 'fila del encabezado (0: no hay)', integer(0, 1_048_576))
    .addOption(
      new Option('--politica <cual>', 'a quién se pregunta')
        .choices(['vivo', 'padron-primero', 'local'])
        .conflicts('sinRed'),
    )
    .option('--sin-red', 'usa solo lo guardado en esta computadora y el padrón', false)
    .option('--frescura <dias>', 'antigüedad máxima de una respuesta guardada', days)
    .option('--tope <consultas>', 'consultas que puede gastar', integer(1, 10_000_000))
    .option('--solo-plan', 'muestra qué se consultaría y termina', false)
    .option('--reanudar <corrida>', 'retoma una corrida interrumpida')
    .option('--aceptar', 'acepta lo que la ventana preguntaría', false)
    .option('--json', 'un objeto JSON en la salida', false)
    .action(async (archivo: string, options: ValidarOptions) => {
      end(await withWorkspace(io, parts, (workspace) => validar(io, workspace, archivo, options)));
    });
}

function addPadron(program: Command, io: CliIo, parts: CliParts, end: (code: number) => void): void {
  const padron = spanish(program.command('padron'), io)
    .description('El padrón de SUNAT en esta computadora.')
    .helpCommand(false);
  spanish(padron.command('importar <archivo>'), io)
    .description('Importa el padrón reducido (.zip o .txt) y lo pone en uso.')
    .option('--fecha <AAAA-MM-DD>', 'de qué fecha es', day)
    .option('--aceptar', 'acepta uno más antiguo que el que está en uso', false)
    .option('--json', 'un objeto JSON en la salida', false)
    .action(async (archivo: string, options: PadronImportarOptions) => {
      end(await withWorkspace(io, parts, (workspace) => padronImportar(io, workspace, archivo, options)));
    });
  spanish(padron.command('estado'), io)
    .description('Muestra la edición en uso y las anteriores.')
    .option('--json', 'un objeto JSON en la salida', false)
    .action(async (options: { json: boolean }) => {
      end(
        await withWorkspace(io, parts, (workspace) => Promise.resolve(padronEstado(io, workspace, options))),
      );
    });
  spanish(padron.command('buscar <texto>'), io)
    .description('Busca empresas por su nombre, o un RUC.')
    .option('--json', 'un objeto JSON en la salida', false)
    .action(async (texto: string, options: { json: boolean }) => {
      end(await withWorkspace(io, parts, (workspace) => padronBuscar(io, workspace, texto, options)));
    });
}
