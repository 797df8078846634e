/** What a command reads and writes, so that tests and the packaged application run it in their own process. */
export interface CliIo {
  /** Results. */
  out(text: string): void;
  /** Messages and progress, in Spanish. */
  err(text: string): void;
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  /** Whether `err` is a terminal, where a line may be written over. */
  terminal: boolean;
  /** Aborted by Ctrl+C. */
  interrupted: AbortSignal;
}

/** Prints exactly one JSON object. */
export function printJson(io: CliIo, value: unknown): void {
  io.out(`${JSON.stringify(value)}\n`);
}
