import http from 'node:http';
import { requestInProcess, type Loopback } from '../../local/cloudbase/functions/network/loopback';
import type { LocalCloud } from '../../local/server';

/**
 * Journeys also ask the database past the functions, by the same store and SDK in this process. Their requests to a stage are
 * answered as the functions' are, without a socket with ourselves; what goes anywhere else goes there.
 */
const stages = new Map<string, Loopback>();
const { request } = http;

function stageOf(target: unknown): Loopback | undefined {
  if (typeof target !== 'string') return undefined;
  return stages.get(target.slice(0, target.indexOf('/', 'http://'.length)));
}

Reflect.set(http, 'request', (...args: unknown[]): unknown => {
  const stage = stageOf(args[0]);
  return (stage && requestInProcess(stage, args)) ?? Reflect.apply(request, http, args);
});

/** Until it is closed. */
export function answerInProcess(cloud: LocalCloud): LocalCloud {
  const { url: origin, askDatabase, fetch, close } = cloud;
  stages.set(origin, { origin, askDatabase, fetch: (asked) => fetch(new URL(asked.url).pathname, asked) });
  cloud.close = async () => {
    stages.delete(origin);
    await close();
  };
  return cloud;
}
