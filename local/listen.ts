import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';

/** What a handler gets beside the request; in-process requests (`app.request`) have no socket. */
export type LocalEnv = { Bindings: Partial<HttpBindings> };

/** Answers a request on Node's own objects, without the router: see `Listening.direct`. */
export type DirectHandler = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

export interface Listening {
  port: number;
  /** This path is answered under the router, which costs more than all the rest of a database call. */
  direct(path: string, handler: DirectHandler): void;
  /** That it listens, or that somebody keeps a connection open, is no reason for the process to go on. */
  unref(): void;
  close(): Promise<void>;
}

export class PortBusy extends Error {
  override name = 'PortBusy';
  constructor(readonly port: number) {
    super(`port ${port} is in use`);
  }
}

/** Loopback only: what listens here has no password. */
export const LOOPBACK = '127.0.0.1';

export async function listen(app: Hono<LocalEnv>, port: number): Promise<Listening> {
  // Without overrideGlobalObjects the functions keep Node's own Request and Response.
  const listener = getRequestListener((request, env) => app.fetch(request, asHttp1(env)), {
    overrideGlobalObjects: false,
  });
  const direct = new Map<string, DirectHandler>();
  const server = createServer((incoming, outgoing) => {
    const handler = direct.get(pathOf(incoming.url));
    if (handler) handler(incoming, outgoing);
    else void listener(incoming, outgoing);
  });
  // Longer than the SDK's own 4.8 s, so that it is never the server who closes a socket in use.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void =>
      reject(error.code === 'EADDRINUSE' ? new PortBusy(port) : error);
    server.once('error', failed);
    server.listen(port, LOOPBACK, () => {
      server.off('error', failed);
      resolve();
    });
  });
  return {
    port: portOf(server.address()),
    direct: (path, handler) => direct.set(path, handler),
    unref: () => {
      server.unref();
      server.on('connection', (socket) => void socket.unref());
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const pathOf = (url = ''): string => (url.includes('?') ? url.slice(0, url.indexOf('?')) : url);

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

function asHttp1(env: object): Partial<HttpBindings> {
  return isHttp1(env) ? env : {};
}

const isHttp1 = (env: object): env is HttpBindings => 'incoming' in env && 'outgoing' in env;

/** The caller sees a broken connection. Without a socket the closest honest answer is an empty 504. */
export function dropConnection(c: Context<LocalEnv>): Response {
  const { outgoing } = c.env ?? {};
  if (!outgoing) return new Response(null, { status: 504 });
  outgoing.destroy();
  // @hono/node-server's mark for "the handler dealt with the socket itself".
  return new Response(null, { headers: { 'x-hono-already-sent': 'true' } });
}

/**
 * Any web page can send requests to a loopback port. Refusing foreign hosts and origins keeps a page opened elsewhere from
 * reading or resetting the local cloud.
 */
export function isLocalRequest(request: Request): boolean {
  const origin = request.headers.get('origin');
  return isLoopback(request.url) && (origin === null || isLoopback(origin));
}

/** The same for a request that did not pass the router. */
export const isLocalMessage = ({ headers: { host = '', origin } }: IncomingMessage): boolean =>
  isLoopback(`http://${host}`) && (origin === undefined || isLoopback(origin));

function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}
