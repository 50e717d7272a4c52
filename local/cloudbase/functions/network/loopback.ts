import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { NO_ANSWER, type Gateway } from '../../gateway';
import { VIRTUAL_PATIENCE } from '../instance/virtual-time';

/**
 * How functions reach the cloud they run in without a socket. A journey makes thousands of database calls, and most of what
 * each cost was HTTP with ourselves. The SDK notices nothing: it is handed Node's `http` all the same, whose requests to the
 * cloud's own address are answered in this process, each in a turn of the event loop of its own, as an answer from outside
 * would be. `npm start`, the browser tests, the tests of the mini-program's bundle and conformance go over HTTP.
 */
export interface Loopback {
  /** Where the cloud listens; requests to anywhere else go there. */
  origin: string;
  askDatabase: Gateway;
  /** Everything else of the cloud, which is WeChat. */
  fetch(request: Request): Promise<Response>;
}

/** @returns undefined when this request is for somebody else: it goes over the network */
export function requestInProcess(
  { origin, askDatabase }: Loopback,
  args: readonly unknown[],
): LoopbackRequest | undefined {
  const [url, , onResponse] = args;
  if (typeof url !== 'string' || !url.startsWith(`${origin}/admin`)) return undefined;
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  const request = new LoopbackRequest('/admin', (body) =>
    askDatabase({ body, env: query.get('env'), seqId: query.get('seqId') ?? undefined }),
  );
  if (typeof onResponse === 'function')
    request.once('response', (response) => void Reflect.apply(onResponse, undefined, [response]));
  return request;
}

class ConnectionCut extends Error {
  readonly code = 'ECONNRESET';
  constructor() {
    super('socket hang up');
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** As much of Node's ClientRequest as the SDK uses. */
export class LoopbackRequest extends EventEmitter {
  readonly reusedSocket = false;
  /** There is no network: a call that takes too long was connected all the while. */
  readonly socket = { connecting: false };
  private readonly written: string[] = [];
  private over = false;
  private timeout: NodeJS.Timeout | undefined;

  constructor(
    readonly path: string,
    private readonly answer: (body: string) => ReturnType<Gateway>,
  ) {
    super();
  }

  write(text: string | Buffer): boolean {
    this.written.push(text.toString());
    return true;
  }

  end(): this {
    void this.respond();
    return this;
  }

  setTimeout(ms: number): this {
    this.timeout = setTimeout(() => this.emit('timeout'), ms * VIRTUAL_PATIENCE);
    this.timeout.unref();
    return this;
  }

  destroy(error: Error = new ConnectionCut()): this {
    if (this.over) return this;
    this.finish();
    process.nextTick(() => {
      this.emit('error', error);
      this.emit('close');
    });
    return this;
  }

  abort(): void {
    this.destroy();
  }

  private async respond(): Promise<void> {
    await nextTurn();
    if (this.over) return;
    const body = await this.answer(this.written.join(''));
    await nextTurn();
    if (this.over) return;
    if (body === NO_ANSWER) {
      this.destroy();
      return;
    }
    this.finish();
    const response = new LoopbackResponse();
    this.emit('response', response);
    response.deliver(body);
    this.emit('close');
  }

  private finish(): void {
    this.over = true;
    clearTimeout(this.timeout);
  }
}

/** As much of Node's IncomingMessage as the SDK uses. */
class LoopbackResponse extends EventEmitter implements Pick<IncomingMessage, 'statusCode' | 'headers'> {
  readonly statusCode = 200;
  readonly headers = { 'content-type': 'application/json' };

  setEncoding(): void {
    // The SDK asks for none; it joins buffers.
  }

  deliver(text: string): void {
    this.emit('data', Buffer.from(text));
    this.emit('end');
  }
}
