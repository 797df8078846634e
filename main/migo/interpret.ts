/**
 * What an HTTP answer of the API means. Pure: status and bytes in, meaning out. The one place that knows the
 * table of answers; whoever asks decides only what to do about it.
 */
import { decodeBytes } from './text.ts';
import { describesTaxpayer, shapeOf, toTaxpayer, type Element } from './schemas.ts';
import type { CallOutcome, Endpoint, RucAnswer } from './types.ts';
import { isBareNotFound, messageOf, speaksOfNotFound, speaksOfPlan, speaksOfToken } from './words.ts';

/** The part of a request that its answer is read against. */
export interface Question {
  endpoint: Endpoint;
  /** RUCs asked for; answers about others are ignored. */
  asked: readonly string[];
}

/** What an answer means. */
export interface Meaning {
  outcome: Exclude<CallOutcome, 'red' | 'tiempo' | 'cancelado'>;
  /** The API's own words where it refuses; may be empty. */
  message: string;
  /** May hold answers beside a `token` or `plan` outcome: what a collection brought before it was cut off. */
  answers: RucAnswer[];
  /** RUCs of a good collection answer that it left out. */
  omitted: string[];
  /** What the account endpoint said; null for other endpoints and outcomes. */
  account: Record<string, unknown> | null;
}

type Outcome = Meaning['outcome'];

const NOTHING = Symbol('not JSON');

/** Reads one whole answer. */
export function interpret(question: Question, status: number, bytes: Uint8Array): Meaning {
  const text = decodeBytes(bytes)
    .replace(/^\ufeff/, '')
    .trim();
  const json = parse(text);
  const message = json === NOTHING ? shortText(text) : messageOf(json);
  if (status >= 300 && status < 400) return bare('direccion', message);
  const stop = stopOf(status, message, bringsData(question, status, json));
  if (stop !== null) return bare(stop, message);
  if (status >= 200 && status < 300) return good(question, json);
  if (status === 429) return bare('lento', message);
  if (status === 404) return notFound(question, json, message);
  if (status === 405 || status === 410) return bare('direccion', message);
  if (status === 400 || status === 413 || status === 422) {
    if (json === NOTHING && text.startsWith('<')) return bare('ilegible');
    return refused(question, message === '' ? `HTTP ${String(status)}` : message);
  }
  return bare(status >= 500 ? 'servidor' : 'ilegible', message);
}

function bare(outcome: Outcome, message = ''): Meaning {
  return { outcome, message, answers: [], omitted: [], account: null };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return NOTHING;
  }
}

/** A text that is no JSON but may be a message: short, and no page. */
function shortText(text: string): string {
  return text.length <= 200 && !text.startsWith('<') ? text : '';
}

/** Whether the answer holds what was asked for: then a text beside it refuses nothing. */
function bringsData({ endpoint }: Question, status: number, json: unknown): boolean {
  if (status < 200 || status >= 300 || json === NOTHING) return false;
  const shape = shapeOf(json);
  if (endpoint !== 'account' || shape.kind !== 'refusal') return shape.kind === 'items';
  return !shape.flagged && Object.keys(json as object).some((key) => key !== 'message' && key !== 'error');
}

/** Whether the answer ends the run: by its status, or by its words where it does not bring data. */
function stopOf(status: number, message: string, hasData: boolean): 'token' | 'plan' | null {
  if (status === 401) return 'token';
  if (status === 402) return 'plan';
  if (hasData) return null;
  const plan = ((status >= 200 && status < 300) || status === 403 || status === 429) && speaksOfPlan(message);
  if (status === 429) return plan ? 'plan' : null;
  if (speaksOfToken(message)) return 'token';
  if (plan) return 'plan';
  return status === 403 ? 'token' : null;
}

function good(question: Question, json: unknown): Meaning {
  if (json === NOTHING) return bare('ilegible');
  if (question.endpoint === 'account') return account(json);
  const shape = shapeOf(json);
  if (shape.kind === 'unknown') return bare('ilegible');
  if (shape.kind === 'items') {
    return question.endpoint === 'ruc'
      ? single(question, shape.elements)
      : collection(question, shape.elements);
  }
  if (speaksOfNotFound(shape.message) && (shape.flagged || !isBareNotFound(shape.message))) {
    return nonExistent(question, shape.message, shape.ruc);
  }
  return refused(question, shape.message === '' ? 'success: false' : shape.message);
}

function account(json: unknown): Meaning {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return bare('ilegible');
  const shape = shapeOf(json);
  if (shape.kind === 'refusal' && shape.flagged) return bare('rechazado', shape.message);
  return { ...bare('ok'), account: json as Record<string, unknown> };
}

function notFound(question: Question, json: unknown, message: string): Meaning {
  if (json === NOTHING || question.endpoint === 'account' || !speaksOfNotFound(message)) {
    return bare('direccion', message);
  }
  const shape = shapeOf(json);
  const flagged = shape.kind === 'refusal' && shape.flagged;
  if (isBareNotFound(message) && !flagged) return bare('direccion', message);
  return nonExistent(question, message, shape.kind === 'refusal' ? shape.ruc : '');
}

/** "Not found" proves something of a single RUC only; said of a collection, all of it counts as left out. */
function nonExistent(question: Question, message: string, about: string): Meaning {
  if (question.endpoint !== 'ruc') return { ...bare('no-existe', message), omitted: [...question.asked] };
  const [ruc] = question.asked as [string];
  if (about !== '' && about !== ruc) return bare('ilegible');
  return { ...bare('no-existe', message), answers: [{ kind: 'unknown', ruc }] };
}

/** A refusal is an answer about a single RUC; about a collection it says only that it has to be split. */
function refused(question: Question, message: string): Meaning {
  const answers: RucAnswer[] =
    question.endpoint === 'ruc' ? question.asked.map((ruc) => ({ kind: 'refused', ruc, message })) : [];
  return { ...bare('rechazado', message), answers };
}

function single(question: Question, elements: readonly Element[]): Meaning {
  const [ruc] = question.asked as [string];
  const element = elements.find(({ item }) => item.ruc === ruc);
  if (element === undefined) return bare('ilegible');
  const answer = answerOf(element);
  if (answer === null) return bare('ilegible');
  if (answer === 'token' || answer === 'plan') return bare(answer, element.message);
  const outcome = { known: 'ok', unknown: 'no-existe', refused: 'rechazado' } as const;
  return { ...bare(outcome[answer.kind], element.message), answers: [answer] };
}

function collection(question: Question, elements: readonly Element[]): Meaning {
  const asked = new Set(question.asked);
  const found = new Map<string, RucAnswer>();
  let stop: { reason: 'token' | 'plan'; message: string } | null = null;
  for (const element of elements) {
    const answer = answerOf(element);
    if (answer === 'token' || answer === 'plan') {
      stop ??= { reason: answer, message: element.message };
    } else if (answer !== null && asked.has(answer.ruc)) {
      if (found.get(answer.ruc)?.kind !== 'known') found.set(answer.ruc, answer);
    }
  }
  const answers = [...found.values()];
  if (stop !== null) return { ...bare(stop.reason, stop.message), answers };
  // A list in which nothing looks like an item is another API's; an empty one says that it knows none.
  if (elements.length > 0 && elements.every(isForeign)) return bare('ilegible');
  return { ...bare('ok'), answers, omitted: question.asked.filter((ruc) => !found.has(ruc)) };
}

/** Neither about a RUC nor a refusal. */
function isForeign({ item }: Element): boolean {
  return item.ruc === '' && item.success !== false;
}

/** What one element says of its RUC; null where it says nothing that counts (its RUC is then asked singly). */
function answerOf({ item, message }: Element): RucAnswer | 'token' | 'plan' | null {
  if (item.success !== false) {
    return item.ruc !== '' && describesTaxpayer(item)
      ? { kind: 'known', ruc: item.ruc, taxpayer: toTaxpayer(item) }
      : null;
  }
  if (speaksOfToken(message)) return 'token';
  if (speaksOfPlan(message)) return 'plan';
  if (item.ruc === '' || message === '') return null;
  return speaksOfNotFound(message)
    ? { kind: 'unknown', ruc: item.ruc }
    : { kind: 'refused', ruc: item.ruc, message };
}
