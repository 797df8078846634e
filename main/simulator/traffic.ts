/** What the simulator was asked: an exact record, for whoever checks that nothing was asked twice or too fast. */
import type { Failure } from './failures.ts';

export interface ReceivedRequest {
  /** `ruc`, `ruc/collection`, `account`, or the unknown path as it came. */
  endpoint: string;
  rucs: readonly string[];
  /** Arrival, UTC ms with fraction. */
  at: number;
  /** Requests in flight at that moment, this one counted. */
  concurrent: number;
  /** Null while unanswered, and for good where no whole answer was sent. */
  status: number | null;
  failure: Failure | null;
}

export class Traffic {
  readonly requests: ReceivedRequest[] = [];
  inFlight = 0;
  maxInFlight = 0;
  /** RUCs in answered requests: what a plan would charge. */
  queries = 0;

  /** Notes an arrival. */
  arrived(endpoint: string, rucs: readonly string[], at: number): ReceivedRequest {
    this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
    const request: ReceivedRequest = {
      endpoint,
      rucs,
      at,
      concurrent: this.inFlight,
      status: null,
      failure: null,
    };
    this.requests.push(request);
    return request;
  }

  /** How often each RUC was asked for in requests that were answered as they should; of one endpoint or of all. */
  timesAnswered(endpoint?: string): Map<string, number> {
    const times = new Map<string, number>();
    for (const request of this.requests) {
      const isAnswer = request.failure === null && (request.status === 200 || request.status === 404);
      if (!isAnswer || (endpoint !== undefined && request.endpoint !== endpoint)) continue;
      for (const ruc of request.rucs) times.set(ruc, (times.get(ruc) ?? 0) + 1);
    }
    return times;
  }

  /** The most requests that arrived in any sliding window of this many milliseconds. */
  busiest(windowMs = 60_000): number {
    const times = this.requests.map((request) => request.at).sort((a, b) => a - b);
    let most = 0;
    for (let from = 0, to = 0; to < times.length; to += 1) {
      while ((times[to] as number) - (times[from] as number) >= windowMs) from += 1;
      most = Math.max(most, to - from + 1);
    }
    return most;
  }
}
