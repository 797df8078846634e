/** What every part of the partners works with: their stores, the limits of now, and who is told of changes. */
import type { AuditLog } from '../audit/audit-log.ts';
import type { AskedBy } from '../database/answer-store.ts';
import type { HabidoDatabase } from '../database/open.ts';
import type { PartnerRecord } from '../database/partner-types.ts';
import { PartnerFacts } from '../database/partner-facts.ts';
import { PartnerGroups } from '../database/partner-groups.ts';
import { PartnerPages, type PartnerLimits } from '../database/partner-pages.ts';
import { PartnerRows } from '../database/partner-rows.ts';
import type { Settings } from '../../shared/contract.ts';
import type { Clock } from '../../shared/ports.ts';
import { ChangeTeller } from './change-teller.ts';
import { Projector } from './projector.ts';

export interface BookDeps {
  database: HabidoDatabase;
  audit: AuditLog;
  settings: () => Pick<
    Settings,
    'sociosFrescuraDias' | 'sociosSinConfirmarDias' | 'corridasActualizanSocios' | 'agendaEnPausaHasta'
  >;
  clock: Clock;
  /** Who works through this process. */
  askedBy: AskedBy;
}

/** Opened once over a database. */
export class PartnerBook {
  readonly database: HabidoDatabase;
  readonly audit: AuditLog;
  readonly settings: BookDeps['settings'];
  readonly clock: Clock;
  readonly askedBy: AskedBy;
  readonly facts: PartnerFacts;
  readonly rows: PartnerRows;
  readonly groups: PartnerGroups;
  readonly pages: PartnerPages;
  readonly projector: Projector;
  /** Told after every change of what the summary says. */
  readonly teller: ChangeTeller;

  constructor({ database, audit, settings, clock, askedBy }: BookDeps) {
    this.database = database;
    this.audit = audit;
    this.settings = settings;
    this.clock = clock;
    this.askedBy = askedBy;
    this.facts = new PartnerFacts(database);
    this.rows = new PartnerRows(database);
    this.groups = new PartnerGroups(database);
    this.pages = new PartnerPages(database);
    this.projector = new Projector(this.facts, this.rows);
    this.teller = new ChangeTeller(database, clock);
  }

  /**
   * When a person or a list says something of a partner now, UTC ms: always after what stands in its row, which a clock
   * that was ahead may have dated later than now.
   */
  saidAt(before: Pick<PartnerRecord, 'lastAt'> | null): number {
    return Math.max(this.clock.now(), before === null ? 0 : before.lastAt + 1);
  }

  /** What "due" and "unconfirmed" mean now. */
  limits(): PartnerLimits {
    const { sociosFrescuraDias, sociosSinConfirmarDias } = this.settings();
    return {
      now: this.clock.now(),
      frescuraDias: sociosFrescuraDias,
      sinConfirmarDias: sociosSinConfirmarDias,
    };
  }
}
