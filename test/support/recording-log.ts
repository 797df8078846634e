/** A log that tests can read. */
import { describeError, type Log } from '../../shared/log.ts';

export interface RecordingLog extends Log {
  readonly lines: string[];
}

/** Every line as `level line`. */
export function recordingLog(): RecordingLog {
  const lines: string[] = [];
  return {
    lines,
    info: (line) => void lines.push(`info ${line}`),
    warn: (line) => void lines.push(`warn ${line}`),
    error: (line, error) =>
      void lines.push(`error ${line}${error === undefined ? '' : ` ${describeError(error)}`}`),
  };
}
