/** Who asks for which RUC right now, so that two processes never pay for the same one. */
import type { Clock, Reservation, Reservations } from '../../shared/ports.ts';
import type { AnswerStore, StoredAnswer } from './answer-store.ts';
import type { HabidoDatabase } from './open.ts';

export interface ReservationOptions {
  clock: Clock;
  /** Whether the owner's process still works (it holds the lock named after it). */
  isAlive: (owner: string) => boolean;
}

export declare class SqliteReservations implements Reservations<StoredAnswer> {
  constructor(database: HabidoDatabase, answers: AnswerStore, options: ReservationOptions);
  reserve(owner: string, rucs: readonly string[], since: number): Promise<Reservation<StoredAnswer>>;
  release(owner: string, rucs?: readonly string[]): Promise<void>;
  /** Keeps the owner's claims for another 90 s: for requests that wait long. */
  renew(owner: string): Promise<void>;
}
