import type { ClientRequest } from 'node:http';
import * as z from 'zod';
import { currentInvocation, type Invocation } from '../call/invocation';
import { ADDRESS_HEADER } from './egress';
import { requestInProcess, type Loopback, type LoopbackRequest } from './loopback';
import type { OutgoingKind } from '../instance/virtual-time';

const kindOf = (path: string): OutgoingKind => (path.startsWith('/admin') ? 'database' : 'wechat');

const LOOPBACK = '127.0.0.1';

class CallerEnded extends Error {
  override name = 'CallerEnded';
  constructor() {
    super('the calling function was ended by its time limit');
  }
}

const isRequest = (value: unknown): value is ClientRequest | LoopbackRequest =>
  typeof value === 'object' && value !== null && 'destroy' in value && 'path' in value;

/** Node's `http` or `https` as a function gets it: what it sends counts in its virtual time, and an ended call sends nothing. */
export function watchedHttp(module: unknown, loopback: Loopback | undefined): object {
  if (typeof module !== 'object' || module === null) throw new TypeError('Node has no http');
  return new Proxy(module, {
    get: (target, key): unknown => {
      const value: unknown = Reflect.get(target, key);
      if ((key !== 'request' && key !== 'get') || typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        const request: unknown =
          (loopback && requestInProcess(loopback, args)) ?? Reflect.apply(value, target, args);
        const invocation = currentInvocation();
        if (invocation && isRequest(request)) watchRequest(invocation, request);
        return request;
      };
    },
  });
}

function watchRequest(invocation: Invocation, request: ClientRequest | LoopbackRequest): void {
  if (invocation.ended) {
    request.destroy(new CallerEnded());
    return;
  }
  const call = invocation.outgoing?.(kindOf(request.path));
  if (!call) return;
  request.prependOnceListener('response', () => call.answered());
  request.once('close', () => call.closed());
}

const request = z.union([z.string(), z.instanceof(URL), z.object({ url: z.string() })]);

/** `fetch` as a function gets it; see watchedHttp. @param address where its calls come from */
export const watchedFetch =
  (loopback: Loopback | undefined, address: string): typeof fetch =>
  async (input, init) => {
    const invocation = currentInvocation();
    if (invocation?.ended) throw new CallerEnded();
    const target = request.parse(input);
    const url = new URL(typeof target === 'object' && 'url' in target ? target.url : target);
    const call = invocation?.outgoing?.(kindOf(url.pathname));
    try {
      if (url.hostname !== LOOPBACK) return await fetch(input, init);
      const sent = new Request(input, init);
      sent.headers.set(ADDRESS_HEADER, address);
      return await (loopback && url.origin === loopback.origin ? loopback.fetch(sent) : fetch(sent));
    } finally {
      call?.closed();
    }
  };
