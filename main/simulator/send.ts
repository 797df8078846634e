/** Putting an answer on the wire, whole or broken on purpose. */
import type { ServerResponse } from 'node:http';
import {
  HTML_PAGE,
  PLAN_USED_UP,
  SERVER_ERROR,
  UNAUTHENTICATED,
  WRONG_JSON,
  tooManyRequests,
  type Answer,
} from './answers.ts';
import type { Failure } from './failures.ts';
import type { ReceivedRequest } from './traffic.ts';

/** What is sent for a failure; `reset`, `truncado` and `timeout` are then not sent whole. */
export function failureAnswer(failure: Failure, retryAfter: number | null): Answer {
  switch (failure) {
    case '500':
    case 'reset':
    case 'timeout':
      return SERVER_ERROR;
    case 'truncado':
      return {
        status: 200,
        body: [{ success: true, ruc: '20100000009', nombre_o_razon_social: 'EJEMPLO S.A.C.' }],
      };
    case 'json-malo':
      return WRONG_JSON;
    case 'html':
      return HTML_PAGE;
    case '429':
      return tooManyRequests(retryAfter);
    case 'plan':
      return PLAN_USED_UP;
    case 'token':
      return UNAUTHENTICATED;
  }
}

/** Sends the answer, or as much of it as the failure lets through, and notes what was sent. */
export function send(
  response: ServerResponse,
  answer: Answer,
  failure: Failure | null,
  entry: ReceivedRequest,
): void {
  if (failure === 'timeout') return; // Held until the client leaves or the server closes.
  if (failure === 'reset') {
    response.destroy();
    return;
  }
  const isText = typeof answer.body === 'string';
  const bytes = Buffer.from(isText ? (answer.body as string) : JSON.stringify(answer.body));
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    ...answer.headers,
    'content-length': String(bytes.length),
  });
  if (failure === 'truncado') {
    response.write(bytes.subarray(0, bytes.length / 2), () => {
      response.destroy();
    });
    return;
  }
  entry.status = answer.status;
  response.end(bytes);
}
