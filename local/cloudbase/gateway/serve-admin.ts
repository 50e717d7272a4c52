/**
 * POST /admin over plain HTTP. A function's call of its database passes here ten times as often as anything else passes the
 * router, and building Request and Response objects for it cost more than answering it.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { NO_ANSWER, type Gateway, type GatewayCall } from './index';

export interface AdminOptions {
  gateway: Gateway;
  /** Whether this peer may ask at all: see listen.ts. */
  isLocal: (incoming: IncomingMessage) => boolean;
}

const NOT_LOCAL = JSON.stringify({ error: 'only this computer may ask' });

export function serveAdmin({ gateway, isLocal }: AdminOptions) {
  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    if (!isLocal(incoming)) return send(outgoing, 403, NOT_LOCAL);
    if (incoming.method !== 'POST') return send(outgoing, 404, '{}');
    readBody(incoming)
      .then((body) => gateway({ body, ...queryOf(incoming.url ?? '') }))
      .then(
        (answer) => {
          // The function sees a broken connection, as when the answer is lost on the way.
          if (answer === NO_ANSWER) incoming.socket.destroy();
          else send(outgoing, 200, answer);
        },
        // The caller went away while it sent: nobody is there to be answered.
        () => incoming.socket.destroy(),
      );
  };
}

function readBody(incoming: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    incoming.on('error', reject);
  });
}

function queryOf(url: string): Pick<GatewayCall, 'env' | 'seqId'> {
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  return { env: query.get('env'), seqId: query.get('seqId') ?? undefined };
}

function send(outgoing: ServerResponse, status: number, json: string): void {
  outgoing.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(json),
  });
  outgoing.end(json);
}
