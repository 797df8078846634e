/** What the simulator answers when nothing fails on purpose. */
import { isRuc } from '../../shared/ruc.ts';
import type { RequestFields } from './request-body.ts';
import { taxpayerOf, type RegisterOptions } from './taxpayers.ts';

export interface Answer {
  status: number;
  /** Sent as JSON, or as it is where it is text. */
  body: unknown;
  headers?: Record<string, string>;
}

export interface AnswerOptions extends RegisterOptions {
  /** The form of a collection's answer; default `bare`. */
  collection?: 'bare' | 'wrapped';
  /** What a collection does with RUCs in nobody's name; default `omit`. */
  unknown?: 'omit' | 'report';
}

const COLLECTION_MAX = 100;

export const UNAUTHENTICATED: Answer = { status: 401, body: { message: 'Unauthenticated.' } };
export const NO_SUCH_PATH: Answer = {
  status: 404,
  body: { success: false, message: 'Recurso no encontrado' },
};
export const POST_ONLY: Answer = {
  status: 405,
  body: { message: 'The GET method is not supported for this route. Supported methods: POST.' },
};
export const PLAN_USED_UP: Answer = {
  status: 429,
  body: { success: false, message: 'Ha alcanzado el límite de consultas de su plan.' },
};
export const SERVER_ERROR: Answer = { status: 500, body: { message: 'Server Error' } };
export const HTML_PAGE: Answer = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!DOCTYPE html><html><head><title>En mantenimiento</title></head><body><h1>En mantenimiento</h1></body></html>',
};
export const WRONG_JSON: Answer = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: '{"success":true,"ruc":',
};

/** Too many requests; `retryAfterSeconds` null leaves the header out. */
export function tooManyRequests(retryAfterSeconds: number | null): Answer {
  const body = { message: 'Too Many Attempts.' };
  return retryAfterSeconds === null
    ? { status: 429, body }
    : { status: 429, body, headers: { 'retry-after': String(retryAfterSeconds) } };
}

export function answerRuc(fields: RequestFields, options: AnswerOptions): Answer {
  const ruc = Array.isArray(fields.ruc) ? undefined : fields.ruc;
  if (ruc === undefined || ruc === null || ruc === '') return invalid('El campo ruc es obligatorio.');
  if (!isRuc(ruc)) return invalid('El campo ruc no es válido.');
  const taxpayer = taxpayerOf(ruc, options);
  if (taxpayer === null) return { status: 404, body: { success: false, message: 'RUC no encontrado' } };
  return { status: 200, body: taxpayer };
}

export function answerCollection(fields: RequestFields, options: AnswerOptions): Answer {
  if (!Array.isArray(fields.ruc)) return invalid('El campo ruc debe ser una lista.');
  if (fields.ruc.length > COLLECTION_MAX) {
    return invalid(`El campo ruc no debe tener más de ${String(COLLECTION_MAX)} elementos.`);
  }
  if (!fields.ruc.every(isRuc)) return invalid('El campo ruc tiene un elemento que no es válido.');
  const items = fields.ruc.flatMap((ruc): unknown[] => {
    const taxpayer = taxpayerOf(ruc, options);
    if (taxpayer !== null) return [taxpayer];
    return options.unknown === 'report' ? [{ success: false, ruc, message: 'RUC no encontrado' }] : [];
  });
  return { status: 200, body: options.collection === 'wrapped' ? { success: true, data: items } : items };
}

/** `left` is null where the account has no ceiling. */
export function answerAccount(used: number, left: number | null): Answer {
  return {
    status: 200,
    body: { success: true, plan: 'Simulador', consultas_usadas: used, consultas_disponibles: left },
  };
}

function invalid(message: string): Answer {
  return { status: 422, body: { success: false, message, errors: { ruc: [message] } } };
}
