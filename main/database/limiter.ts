/** The API's limit of requests in any sliding minute, one for all processes over the data folder. */
import type { Clock, Limiter, Permit, Priority, Random } from '../../shared/ports.ts';
import type { HabidoDatabase } from './open.ts';

export interface LimiterOptions {
  /** Whose limit it is: see {@link limiterPool}. */
  pool: string;
  /** Requests in any sliding minute; asked at every turn, so a changed setting counts at once. */
  perMinute: () => number;
  clock: Clock;
  random: Random;
}

/** The pool's key: the address and a salted hash of the token, so that the token stands nowhere. */
export declare function limiterPool(database: HabidoDatabase, address: string, token: string): string;

export declare class SqliteLimiter implements Limiter {
  constructor(database: HabidoDatabase, options: LimiterOptions);
  acquire(priority: Priority, signal: AbortSignal): Promise<Permit>;
  slowDown(until: number): void;
  rate(): number;
}
