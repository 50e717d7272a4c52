import type { RequestId } from '../../../contracts/primitives/ids';
import { instant, type Instant } from '../../../contracts/primitives/time';
import { loadSettings } from '../config/load-settings';
import type { Settings } from '../config/settings';
import { requestIdFrom } from '../ids/request-id-from';
import { logLine, type LogFields } from '../log/log-line';
import type { Meter } from '../store/database';
import { openStore, type Store } from '../store/store';
import { collectUnreadable } from './collect-unreadable';
import { parseHttpEvent, type HttpRequest } from './http-event';
import { outOfTimeOf } from '../instance/time-budget';
import { withSelfCheck } from './self-check';

/** A request that reached a function over HTTP access, and what answers it. */
export interface HttpCall extends HttpRequest {
  now: Instant;
  requestId: RequestId;
  store: Store;
  /** Asked for as the call came in; whoever needs them waits. */
  settings: () => Promise<Settings>;
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

/**
 * A function that others reach over HTTP access. `work` answers everything it understands; what it throws becomes
 * `failure`, and is logged, because the platform would show a thrown message to the caller.
 */
export function serveHttp(
  name: string,
  failure: HttpAnswer,
  work: (call: HttpCall, log: (fields: LogFields) => void) => Promise<HttpAnswer>,
) {
  return withSelfCheck(async (event, context): Promise<HttpAnswer> => {
    const startedTick = performance.now();
    const requestId = requestIdFrom('http');
    const meter: Meter = { databaseCalls: 0 };
    const unreadable = collectUnreadable();
    const store = openStore(meter, 'write', { unreadable: unreadable.note });
    const loading = loadSettings(store);
    const loaded = loading.catch(() => undefined);
    let fields: LogFields = {};
    let answer = failure;
    try {
      const call: HttpCall = {
        now: instant(Date.now()),
        requestId,
        store,
        settings: () => loading,
        outOfTime: outOfTimeOf(context, startedTick, ANSWER_SHARE),
        ...parseHttpEvent(event),
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
  });
}
