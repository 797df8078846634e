/** What parts may say to the log, and how a line is freed of what must never stand in one. */

/** The log as a part sees it. Lines are English: they are for who mends Habido. */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
  /** `error` is written with its stack, scrubbed. */
  error(line: string, error?: unknown): void;
}

const RULES: readonly [RegExp, string][] = [
  [
    /(?<![a-z0-9])(bearer|token|authorization|api[-_]?key|secret|password)\b(["']?\s*[:=]?\s*["']?)(bearer\s+)?[^\s"',;}{)]+/gi,
    '$1$2***',
  ],
  // Long random-looking words: a token that came without its name.
  [/\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{32,}\b/g, '***'],
  // Absolute paths, Windows shares and file addresses, up to the next quote or the place in the file.
  [/\bfile:\/\/\/?[^\s"'`)]+/gi, '<path>'],
  [/\b[A-Za-z]:[\\/](?:[^\\/:*?"'<>|\r\n]+[\\/])*[^\\/:*?"'<>|\r\n()]*/g, '<path>'],
  [/\\\\[^\s\\]+\\[^\r\n"'`)]+/g, '<path>'],
  [/(?<![\w.:/])\/(?:[^\s/"'`:)(]+\/)+[^\s"'`:)(]*/g, '<path>'],
  // A RUC that begins with 10 holds a DNI.
  [/\b10(\d{8})\d\b/g, '10********'],
];

/** The line without paths, tokens and documents of persons. */
export function scrub(text: string): string {
  return RULES.reduce((line, [pattern, put]) => line.replace(pattern, put), text);
}

/** An error as a scrubbed text: its stack (names of functions and files, no folders) and its causes. */
export function describeError(error: unknown): string {
  const parts: string[] = [];
  const seen = new Set<unknown>();
  let next: unknown = error;
  while (next !== undefined && next !== null && !seen.has(next) && parts.length < 5) {
    seen.add(next);
    if (!(next instanceof Error)) {
      parts.push(typeof next === 'string' ? scrub(next) : `a thrown ${typeof next}`);
      break;
    }
    const code = (next as NodeJS.ErrnoException).code;
    const head = `${next.name}${code === undefined ? '' : ` [${code}]`}: ${next.message}`;
    const frames = (next.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
    parts.push([scrub(head), ...frames.slice(0, 12).map(shortFrame)].join('\n'));
    next = next.cause;
  }
  return parts.join('\ncaused by ');
}

/** `at run (main/index.js:3:1)`: a frame keeps the last two names of its path. */
function shortFrame(frame: string): string {
  return frame.replace(
    /(?<=[\s(])(?:file:\/\/\/?|[A-Za-z]:[\\/]|\/)[^()]*?((?:[^\\/()\s]+[\\/])?[^\\/()\s]+:\d+:\d+)/g,
    '$1',
  );
}
