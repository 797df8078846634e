/** How every command of the command line is declared: Spanish help and errors, and values read strictly. */
import { InvalidArgumentError, type Command, type CommanderError } from 'commander';
import { EXIT } from '../../shared/errors.ts';
import type { CliIo } from './io.ts';
import type { CliParts } from './open.ts';
import { readDay } from './padron.ts';

/** What a file of commands is handed. */
export interface CommandDeps {
  io: CliIo;
  parts: CliParts;
  /** Takes the exit code. */
  end(code: number): void;
}

/** The command with Spanish help, and errors thrown instead of printed. */
export function spanish(command: Command, io: CliIo): Command {
  return command
    .exitOverride()
    .helpOption('-h, --help', 'muestra esta ayuda')
    .showHelpAfterError(false)
    .configureOutput({
      writeOut: (text) => {
        io.out(text);
      },
      writeErr: () => undefined,
      outputError: () => undefined,
    })
    .configureHelp({
      styleTitle: (title) => HELP_TITLES[title] ?? title,
    });
}

const HELP_TITLES: Record<string, string> = {
  'Usage:': 'Uso:',
  'Options:': 'Opciones:',
  'Commands:': 'Comandos:',
  'Arguments:': 'Argumentos:',
};

const USAGE: Record<string, string> = {
  'commander.unknownOption': 'No existe la opción {x}.',
  'commander.unknownCommand': 'No existe el comando {x}.',
  'commander.missingArgument': 'Falta {x}.',
  'commander.optionMissingArgument': 'Falta el valor de {x}.',
  'commander.excessArguments': 'Sobran palabras en el comando.',
  'commander.invalidArgument': 'El valor de {x} no es válido.',
  'commander.conflictingOption': 'La opción {x} no va junto a la otra.',
};

/** Says what is off with the words of a command, and answers the exit code. */
export function usageError(error: CommanderError, io: CliIo): number {
  if (error.exitCode === 0) return EXIT.done;
  const named = /'([^']+)'/.exec(error.message)?.[1] ?? '';
  const sentence = USAGE[error.code] ?? 'Las palabras del comando no corresponden.';
  io.err(`${sentence.replace('{x}', `«${named}»`)}\nVea «habido --help» o «habido validar --help».\n`);
  return EXIT.usage;
}

/** Reads a whole number from `least` to `most`. */
export function integer(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) throw new InvalidArgumentError('');
    return value;
  };
}

/** Reads days, with a fraction or without. */
export function days(text: string): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value > 36_500) throw new InvalidArgumentError('');
  return value;
}

/** Reads a day that is not still to come. */
export function day(text: string): number {
  const value = readDay(text);
  // An edition of tomorrow would make all that follow old ones.
  if (value === null || value > Date.now()) throw new InvalidArgumentError('');
  return value;
}

/** Reads a column's letter. */
export function columnLetter(text: string): string {
  if (!/^[A-Za-z]{1,3}$/.test(text)) throw new InvalidArgumentError('');
  return text.toUpperCase();
}

/** Gathers the values of an option that may be given several times. */
export function several(text: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), text];
}
