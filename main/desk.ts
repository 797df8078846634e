/**
 * What the window works on: the firm's own workspace, or the demonstration's, which has a data folder, a
 * simulator and a token of its own, so that nothing of it can reach real data. One of them is open at a time.
 */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { HabidoError } from '../shared/errors.ts';
import { MemorySecrets } from './settings/memory-secrets.ts';
import { openWorkspace, type Workspace, type WorkspaceOptions } from './workspace.ts';

/** The folder of the demonstration, inside the data folder. */
export const DEMO_FOLDER = 'demostracion';
/** Milliseconds that the simulator's answers take, so that a run can be watched. */
const DEMO_LATENCY_MS = 400;
/** Accepted by the simulator only. */
const DEMO_TOKEN = 'demostracion-habido';

export interface DeskOptions extends Omit<WorkspaceOptions, 'folder' | 'env'> {
  folder: string;
  env: WorkspaceOptions['env'];
  /** The worker thread's entry for the simulator. */
  simulatorWorker: URL;
}

/** What a listener to {@link Desk.onOpen} may answer: called just before that workspace is closed. */
export type Leave = () => void;

export class Desk {
  private readonly options: DeskOptions;
  private current: Workspace;
  private simulator: Worker | null = null;
  private turn: Promise<void> = Promise.resolve();
  private betweenTwo = false;
  private readonly openers = new Set<(workspace: Workspace) => Leave | void>();
  private leaves: Leave[] = [];

  /** Opens the firm's workspace. Throws HabidoError where its folder can't be used. */
  constructor(options: DeskOptions) {
    this.options = options;
    this.current = openWorkspace(options);
  }

  get demo(): boolean {
    return this.simulator !== null;
  }

  /** One workspace is closed and the next one not yet open. */
  get switching(): boolean {
    return this.betweenTwo;
  }

  workspace(): Workspace {
    return this.current;
  }

  /** Called now with the open workspace, and again whenever another one is opened. */
  onOpen(listener: (workspace: Workspace) => Leave | void): void {
    this.openers.add(listener);
    this.enter(listener);
  }

  /** Enters or leaves the demonstration; runs in course are cancelled first (and can be taken up later). */
  setDemo(active: boolean): Promise<void> {
    const mine = this.turn.then(() => this.switchTo(active));
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  async close(): Promise<void> {
    await this.turn;
    this.leave();
    await this.current.close();
    await this.simulator?.terminate();
    this.simulator = null;
  }

  private async switchTo(active: boolean): Promise<void> {
    if (active === this.demo) return;
    const started = active ? await startSimulator(this.options.simulatorWorker) : null;
    this.betweenTwo = true;
    this.leave();
    await this.current.close();
    const old = this.simulator;
    try {
      this.current = started === null ? openWorkspace(this.options) : this.openDemo(started.url);
      this.simulator = started?.worker ?? null;
    } catch (error) {
      await started?.worker.terminate();
      this.current = openWorkspace(this.options);
      this.simulator = null;
      throw error;
    } finally {
      this.betweenTwo = false;
      await old?.terminate();
      for (const listener of this.openers) this.enter(listener);
    }
  }

  private enter(listener: (workspace: Workspace) => Leave | void): void {
    const leave = listener(this.current);
    if (typeof leave === 'function') this.leaves.push(leave);
  }

  private leave(): void {
    for (const leave of this.leaves) leave();
    this.leaves = [];
  }

  private openDemo(url: string): Workspace {
    return openWorkspace({
      ...this.options,
      folder: join(this.options.folder, DEMO_FOLDER),
      env: { HABIDO_MIGO_URL: url, HABIDO_MIGO_TOKEN: DEMO_TOKEN },
      secrets: new MemorySecrets(),
    });
  }
}

/** Starts the simulator in its thread and waits for its address. */
function startSimulator(entry: URL): Promise<{ worker: Worker; url: string }> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry, { workerData: { latencyMs: DEMO_LATENCY_MS } });
    worker.once('message', (message: unknown) => {
      if (
        typeof message === 'object' &&
        message !== null &&
        'url' in message &&
        typeof message.url === 'string'
      ) {
        resolve({ worker, url: message.url });
      } else {
        reject(new HabidoError('interno', { detalle: 'simulador' }));
      }
    });
    worker.once('error', (error) => {
      reject(new HabidoError('interno', { detalle: 'simulador' }, { cause: error }));
    });
  });
}
