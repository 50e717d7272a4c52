import { CSRF_HEADER, type ConsoleSessionApi } from '@contracts/console/console-session';
import type { WireError } from '@contracts/errors';
import * as z from 'zod';
import { httpEvent, httpResponse } from '../../../local/cloudbase/functions/network/http-access';
import type { LocalCloud } from '../../../local/server';
import { newTestRequest, type Phone } from '../../stage/stage';

const wireAnswer = z.union([
  z.object({ ok: z.literal(true), data: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.custom<WireError>() }),
]);

/** What a request came back with: the status, and what the function said. */
interface Answered {
  status: number;
  data: unknown;
  code: string | null;
}

const HOST = 'desk.example.com';
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

/** A browser at a desk: it keeps cookies as browsers do, and says where its page is from. */
export class ConsoleBrowser {
  readonly cookies = new Map<string, string>();
  csrf = '';

  constructor(
    readonly cloud: LocalCloud,
    readonly address = '203.0.113.7',
  ) {}

  /** @param headers instead of what a browser would send */
  async post(
    functionName: string,
    body: { op: string; input?: unknown; requestId?: string },
    headers: Record<string, string> = {},
  ): Promise<Answered> {
    const request = new Request(`https://${HOST}/http/${functionName}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        host: HOST,
        origin: `https://${HOST}`,
        'user-agent': CHROME,
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        [CSRF_HEADER]: this.csrf,
        ...headers,
      },
      body: JSON.stringify({ input: {}, requestId: newTestRequest(), ...body }),
    });
    const { env } = this.cloud;
    const requestId = newTestRequest();
    const event = await httpEvent(request, `/${functionName}`, {
      requestId,
      envId: env,
      sourceIp: this.address,
    });
    const response = httpResponse(await this.cloud.access(functionName, event, { env, requestId }));
    for (const set of response.headers.getSetCookie()) this.keep(set);
    const text = await response.text();
    if (text === '') return { status: response.status, data: null, code: null };
    const answer = wireAnswer.parse(JSON.parse(text));
    return answer.ok
      ? { status: response.status, data: answer.data, code: null }
      : { status: response.status, data: null, code: answer.error.code };
  }

  /** A `__Host-` cookie is only taken with Secure, with Path=/ and without a domain. */
  private keep(set: string): void {
    const [pair = '', ...attributes] = set.split('; ');
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const has = (attribute: string) => attributes.includes(attribute);
    if (
      !has('Secure') ||
      !has('HttpOnly') ||
      !has('SameSite=Strict') ||
      !has('Path=/') ||
      /domain/i.test(set)
    )
      throw new Error(`not a cookie of ours: ${attributes.join('; ')}`);
    if (has('Max-Age=0')) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  async step<Name extends keyof ConsoleSessionApi>(op: Name): Promise<ReturnType<ConsoleSessionApi[Name]>> {
    const { data, code } = await this.post('console', { op });
    if (code !== null) throw new Error(code);
    return z.custom<ReturnType<ConsoleSessionApi[Name]>>().parse(data);
  }

  /** The whole way: the code on the screen, the phone held to it, the session. */
  async signIn(phone: Phone): Promise<ReturnType<ConsoleSessionApi['finish']>> {
    const { code } = await this.step('begin');
    const { login } = await phone.console.readLogin({ code });
    await phone.console.approveLogin({ code, number: login.number });
    const user = await this.step('finish');
    this.csrf = user.csrf;
    return user;
  }

  async confirm(phone: Phone): Promise<void> {
    const { code, number } = await this.step('beginConfirm');
    await phone.console.approveLogin({ code, number });
    await this.step('finish');
  }
}
