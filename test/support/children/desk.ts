/** A second process over a data folder: does what the test tells it, and says what came of it. */
import { AnswerStore } from '../../../main/database/answer-store.ts';
import { SqliteLimiter } from '../../../main/database/limiter.ts';
import { Locks } from '../../../main/database/locks.ts';
import { openDatabase } from '../../../main/database/open.ts';
import { SqliteReservations } from '../../../main/database/reservations.ts';
import type { Priority } from '../../../shared/ports.ts';
import { scaledClock } from '../scaled-clock.ts';

/** What a test may tell it. */
export type Order =
  | { do: 'open'; folder: string }
  | { do: 'lock'; folder: string; id: string }
  | { do: 'held'; folder: string; id: string }
  | { do: 'reserve'; folder: string; owner: string; rucs: string[] }
  | {
      do: 'turns';
      folder: string;
      count: number;
      perMinute: number;
      priority: Priority;
      start: number;
      factor: number;
    };

/** Locks live as long as somebody refers to them: here as long as the process. */
const kept: Locks[] = [];

function locksOf(folder: string): Locks {
  const locks = new Locks(folder);
  kept.push(locks);
  return locks;
}

const say = (message: unknown): void => {
  process.send?.(message);
};

async function obey(order: Order): Promise<void> {
  switch (order.do) {
    case 'open': {
      const database = openDatabase(order.folder);
      say({ deskId: database.deskId, logId: database.logId });
      database.close();
      break;
    }
    case 'lock':
      say({ got: locksOf(order.folder).acquire(order.id) !== null });
      break;
    case 'held':
      say({ held: new Locks(order.folder).isHeld(order.id) });
      break;
    case 'reserve': {
      const database = openDatabase(order.folder);
      const locks = locksOf(order.folder);
      locks.acquire(order.owner);
      const reservations = new SqliteReservations(database, new AnswerStore(database), {
        isAlive: (owner) => locks.isHeld(owner),
      });
      say(await reservations.reserve(order.owner, order.rucs, 0));
      break;
    }
    case 'turns': {
      const database = openDatabase(order.folder);
      const clock = scaledClock(order.start, order.factor);
      const limiter = new SqliteLimiter(database, { pool: 'p', perMinute: () => order.perMinute, clock });
      const { signal } = new AbortController();
      const given = await Promise.all(
        Array.from({ length: order.count }, async () => {
          const permit = await limiter.acquire(order.priority, signal);
          return permit.validUntil;
        }),
      );
      say({ given });
      database.close();
      break;
    }
  }
}

process.on('message', (order) => {
  void obey(order as Order).catch((error: unknown) => {
    say({ failed: String(error) });
  });
});
say({ ready: true });
