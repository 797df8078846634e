/** Prints the next occurrences of schedules as JSON; the test sets the process's time zone. */
import { lastOccurrence, nextOccurrence, type Timing } from '../../../main/partners/schedule/occurrences.ts';

const { timings, from, count } = JSON.parse(process.argv[2] ?? '') as {
  timings: Timing[];
  from: number;
  count: number;
};
const holidays = { isHoliday: () => false };
const runs = timings.map((timing) => {
  const found: number[] = [];
  let at: number | null = from;
  while (at !== null && found.length < count) {
    at = nextOccurrence(timing, at, holidays);
    if (at !== null) found.push(at);
  }
  return { found, last: lastOccurrence(timing, from, holidays) };
});
process.stdout.write(JSON.stringify({ offset: new Date(from).getTimezoneOffset(), runs }));
