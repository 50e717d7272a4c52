import { isRequestId, type RequestId } from '../../../contracts/primitives/ids';
import { instant, type Instant } from '../../../contracts/primitives/time';
import { ulid } from 'ulid';
import * as z from 'zod';
import { loadSettings } from '../config/load-settings';
import type { Settings } from '../config/settings';
import { logLine, type LogFields } from '../log/log-line';
import type { Meter } from '../store/database';
import { openStore, type Store } from '../store/store';
import { collectUnreadable } from './collect-unreadable';
import { outOfTimeOf } from '../instance/time-budget';

/** A request that reached a function over HTTP access (platform-facts, section 5). Nobody's identity comes with it. */
export interface HttpCall {
  now: Instant;
  requestId: RequestId;
  store: Store;
  /** Asked for as the call came in; whoever needs them waits. */
  settings: () => Promise<Settings>;
  method: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  /** As sent, decoded from base64 when the gateway encoded it. */
  rawBody: string;
  /** A third of the function's time is used: what can wait is left to the sweep, who calls wants an answer. */
  outOfTime: () => boolean;
}

export interface HttpAnswer {
  statusCode: number;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

/** One slow call is enough to leave what follows to the sweep: effects take some fifteen calls more. */
const ANSWER_SHARE = 0.175;

const httpEvent = z.object({
  httpMethod: z.string(),
  headers: z.record(z.string(), z.unknown()).default({}),
  queryStringParameters: z.record(z.string(), z.unknown()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().default(false),
});

/**
 * A function that others reach over HTTP access. `work` answers everything it understands; what it throws becomes
 * `failure`, and is logged, because the platform would show a thrown message to the caller.
 */
export function serveHttp(
  name: string,
  failure: HttpAnswer,
  work: (call: HttpCall, log: (fields: LogFields) => void) => Promise<HttpAnswer>,
) {
  return async (event: unknown, context: unknown): Promise<HttpAnswer> => {
    const startedTick = performance.now();
    const requestId = `http_${ulid()}`;
    if (!isRequestId(requestId)) throw new Error('ulid changed its alphabet');
    const meter: Meter = { databaseCalls: 0 };
    const unreadable = collectUnreadable();
    const store = openStore(meter, 'write', { unreadable: unreadable.note });
    const loading = loadSettings(store);
    const loaded = loading.catch(() => undefined);
    let fields: LogFields = {};
    let answer = failure;
    try {
      const parsed = httpEvent.parse(event);
      const call: HttpCall = {
        now: instant(Date.now()),
        requestId,
        store,
        settings: () => loading,
        outOfTime: outOfTimeOf(context, startedTick, ANSWER_SHARE),
        method: parsed.httpMethod,
        headers: lowerCased(parsed.headers),
        query: Object.fromEntries(
          Object.entries(parsed.queryStringParameters ?? {}).map(([name, value]) => [name, String(value)]),
        ),
        rawBody: Buffer.from(parsed.body ?? '', parsed.isBase64Encoded ? 'base64' : 'utf8').toString('utf8'),
      };
      answer = await work(call, (more) => {
        fields = { ...fields, ...more };
      });
    } catch (error) {
      fields = { ...fields, detail: String(error instanceof Error ? error.stack : error) };
    }
    await Promise.all([loaded, unreadable.keep(() => store, instant(Date.now()))]);
    const ms = Math.round(performance.now() - startedTick);
    logLine(answer.statusCode < 500 ? 'info' : 'error', 'http', {
      name,
      status: answer.statusCode,
      ...fields,
      ms,
      databaseCalls: meter.databaseCalls,
      requestId,
    });
    return answer;
  };
}

const lowerCased = (headers: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name.toLowerCase(), value]] : [],
    ),
  );
