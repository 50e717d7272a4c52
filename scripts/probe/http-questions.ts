import { randomUUID } from 'node:crypto';
import { compare, notAsked, other, type Answer, type ProbePlace, type Question } from './question';

const FACTS_5 = 'platform-facts, section 5';
const TIMEOUT_MS = 10_000;
const NO_ADDRESS = 'HTTP_DOMAIN is empty, or nothing is deployed behind it';

/** Asks by the address that WeChat and browsers use; without one it is not asked. */
const overHttp =
  (ask: (base: string) => Promise<Answer>) =>
  async ({ http }: ProbePlace): Promise<Answer> =>
    http === null ? notAsked(NO_ADDRESS) : ask(http);

const post = (address: string, body: BodyInit, headers: Record<string, string>): Promise<Response> =>
  fetch(address, { method: 'POST', headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) });

/** A notice nobody signed has to come as far as our check of its signature, which refuses it in WeChat Pay's words. */
const refusedNotice = (body: () => BodyInit, contentType: string) =>
  overHttp(async (base) => {
    const answer = await post(`${base}/http/payment-notify`, body(), { 'content-type': contentType });
    const text = await answer.text();
    const isOurs = answer.status >= 400 && answer.status < 500 && text.includes('"FAIL"');
    return compare(isOurs, `HTTP ${answer.status} ${isOurs ? 'FAIL' : text.slice(0, 40)}`);
  });

/** What HTTP access does with a request and with our answer. Nothing is sent to anybody; a login code that nobody scans ends by itself. */
export const httpQuestions: readonly Question[] = [
  {
    id: 'http_access_event',
    assumed: 'method, headers and the text of a body reach the function; its status and text come back',
    where: FACTS_5,
    ask: refusedNotice(() => '{"id":"probe"}', 'application/json'),
  },
  {
    id: 'http_access_binary_body',
    assumed: 'a body that is no text reaches the function in base64, and says so',
    where: FACTS_5,
    ask: refusedNotice(() => new Uint8Array([0xff, 0xfe, 0x00, 0x80]), 'application/octet-stream'),
  },
  {
    id: 'http_access_set_cookie',
    assumed:
      'Set-Cookie of a function reaches the browser as it was written (the web console signs in by it)',
    where: 'platform-facts, section 9, Web console login',
    ask: overHttp(async (base) => {
      const request = { op: 'begin', input: {}, requestId: randomUUID() };
      const headers = { 'content-type': 'application/json', origin: base };
      const answer = await post(`${base}/http/console`, JSON.stringify(request), headers);
      if (!answer.ok) return other(`HTTP ${answer.status}`);
      const [cookie = ''] = answer.headers.getSetCookie();
      if (cookie === '') return other('the answer has no Set-Cookie');
      const missing = ['HttpOnly', 'Secure', 'SameSite=Strict'].filter(
        (part) => !cookie.toLowerCase().includes(part.toLowerCase()),
      );
      return compare(missing.length === 0, missing.length === 0 ? 'whole' : `without ${missing.join(', ')}`);
    }),
  },
];
