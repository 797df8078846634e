/** A request's fields, from every form of body that the API takes. */
import type { IncomingMessage } from 'node:http';

/** A hundred RUCs take about 2 kB. */
const MAX_BYTES = 1024 * 1024;

export interface RequestFields {
  token: string;
  /** As sent: one value or several; null where the field is missing. */
  ruc: string | string[] | null;
}

/** Reads the whole body; null where it is too large or the client went away. */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BYTES) return null;
      chunks.push(chunk);
    }
  } catch {
    return null; // The client went away: there is nobody to answer.
  }
  return Buffer.concat(chunks);
}

/** The fields of a JSON, form-urlencoded or multipart body; what the query string holds counts too. */
export async function fieldsOf(
  body: Buffer,
  contentType: string,
  query: URLSearchParams,
): Promise<RequestFields> {
  const values = new Map<string, string[]>();
  for (const [name, value] of query) add(values, name, value);
  for (const [name, value] of await entriesOf(body, contentType)) add(values, name, value);
  const rucs = values.get('ruc');
  const isList = values.has('ruc[]') || (rucs?.length ?? 0) > 1;
  const all = [...(rucs ?? []), ...(values.get('ruc[]') ?? [])];
  return {
    token: values.get('token')?.at(-1) ?? '',
    ruc: isList ? all : (all[0] ?? null),
  };
}

async function entriesOf(body: Buffer, contentType: string): Promise<[string, string][]> {
  if (/^(application\/x-www-form-urlencoded|multipart\/form-data)/i.test(contentType)) {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } })
      .formData()
      .catch(() => null);
    return [...(form ?? [])].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
  }
  try {
    return jsonEntries(JSON.parse(body.toString('utf8')));
  } catch {
    return []; // No fields: the answer will say which one is missing.
  }
}

function jsonEntries(json: unknown): [string, string][] {
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([name, value]): [string, string][] =>
    Array.isArray(value) ? value.map((item) => [`${name}[]`, text(item)]) : [[name, text(value)]],
  );
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function add(values: Map<string, string[]>, name: string, value: string): void {
  const plain = name.replace(/\[\d*\]$/, '[]');
  values.set(plain, [...(values.get(plain) ?? []), value]);
}
