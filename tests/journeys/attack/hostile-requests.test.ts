import { errorCatalogue } from '@contracts/errors';
import { areas } from '@contracts/areas';
import * as z from 'zod';
import { drawsOf, type Draws } from '../../stage/attack/draws';
import { HOSTILE } from '../../stage/attack/hostile-inputs';
import { standingWrites } from '../../stage/attack/writes-in';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { seedsOf } from '../../stage/property';
import { documentsOf, newTestRequest } from '../../stage/stage';

/** How often each function is sent a request for one seed. */
const TIMES = 25;

const answer = z.object({
  statusCode: z.int(),
  body: z.string().optional(),
});
const refusal = z.object({ ok: z.literal(false), error: z.object({ code: z.string() }) });

/** What stands where CloudBase's HTTP access puts what somebody sent; all of it is theirs to choose, but for the outline. */
function requestOf(area: string, draws: Draws) {
  const ops = Object.keys(Object.entries(areas).find(([name]) => name === area)?.[1] ?? { none: 1 });
  const hostile = () => draws.oneOf(HOSTILE[draws.oneOf(Object.keys(HOSTILE))] ?? [])();
  const op = () => draws.oneOf<unknown>([...ops, 'none', '__proto__', 'constructor', hostile()]);
  const bodies: (() => string)[] = [
    () => JSON.stringify({ op: op(), input: hostile(), requestId: newTestRequest() }),
    () => JSON.stringify({ op: op(), input: {}, requestId: hostile(), openid: 'oDemo-owner', role: 'owner' }),
    () => JSON.stringify(hostile()),
    () => '{"op":"readMember","input":',
    () => '',
    () => '\u0000\ufffd<xml><ToUserName><![CDATA[x]]></ToUserName></xml>',
    () => `<!DOCTYPE x [<!ENTITY a "aaaa">]><xml>${'&a;'.repeat(1000)}</xml>`,
    () => '['.repeat(50_000),
  ];
  const cookies = [
    '',
    'a=b',
    '__Host-tuanka=none',
    `__Host-tuanka=${'x'.repeat(5_000)}`,
    '=;;=',
    'constructor=1',
  ];
  const here = 'desk.example.com';
  return {
    path: `/${area}`,
    httpMethod: draws.oneOf(['POST', 'POST', 'POST', 'GET', 'PUT', 'post', '']),
    headers: {
      host: here,
      origin: draws.oneOf([
        `https://${here}`,
        `https://${here}`,
        'https://elsewhere.example.com',
        'null',
        '',
      ]),
      cookie: draws.oneOf(cookies),
      'content-type': draws.oneOf(['application/json', 'text/xml', 'multipart/form-data', '']),
      'wechatpay-signature': draws.oneOf(['', 'x', 'WECHATPAY/SIGNTEST/x', 'A'.repeat(344)]),
      'wechatpay-timestamp': draws.oneOf(['', '0', '-1', '9'.repeat(40), 'now']),
      'wechatpay-nonce': draws.oneOf(['', 'n', '\n\n']),
      'wechatpay-serial': draws.oneOf(['', '__proto__', 'x'.repeat(500)]),
    },
    queryStringParameters: draws.oneOf<Record<string, string>>([
      {},
      { signature: 'x', timestamp: '1', nonce: '1', echostr: 'hello' },
      { msg_signature: 'x', signature: '["a","b"]', nonce: '{"$gt":""}', __proto__x: '1' },
    ]),
    body: draws.oneOf(bodies)(),
    isBase64Encoded: draws.below(4) === 0,
    requestContext: {
      requestId: newTestRequest(),
      envId: 'local',
      sourceIp: draws.oneOf(['203.0.113.9', '', '::1', '203.0.113.9, 10.0.0.1']),
    },
  };
}

/**
 * Every function as somebody outside WeChat reaches it, with what the gateway makes of requests that no page of ours sends: it is
 * answered, says nothing went wrong inside, and nothing is written for it.
 */
describe('hostile requests over HTTP', () => {
  const cloud = sharedCloud();

  it.each(seedsOf([]))('of seed %i are refused by every function, and leave nothing', async (seed) => {
    const draws = drawsOf(seed);
    const faults: object[] = [];
    let refused = 0;
    // What a timer starts has no address.
    const reached = cloud.functionNames().filter((name) => cloud.timersOf(name).length === 0);
    for (const area of reached)
      for (let time = 0; time < TIMES; time += 1) {
        const event = requestOf(area, draws);
        const requestId = newTestRequest();
        cloud.faults.database.startTrace();
        const told = await cloud.access(area, event, { env: cloud.env, requestId });
        const what = { area, event: JSON.stringify(event).slice(0, 400) };
        const written = standingWrites(cloud.faults.database.trace);
        if (written.length > 0) faults.push({ ...what, written });
        const read = answer.safeParse(told.result);
        if (told.error || !read.success) faults.push({ ...what, told: JSON.stringify(told).slice(0, 300) });
        else if (read.data.statusCode >= 500) faults.push({ ...what, told: read.data });
        else {
          const said = refusal.safeParse(jsonIn(read.data.body));
          const code = said.success ? said.data.error.code : null;
          if (code === 'internal' || (code !== null && !Object.hasOwn(errorCatalogue, code)))
            faults.push({ ...what, code });
          if (code !== null || read.data.statusCode >= 400) refused += 1;
        }
      }
    expect(faults.slice(0, 5)).toEqual([]);
    expect(refused).toBeGreaterThan(reached.length * TIMES * 0.8);
    expect(documentsOf(cloud, 'quarantine')).toEqual([]);
  });
});

function jsonIn(body: string | undefined): unknown {
  try {
    return JSON.parse(body ?? '');
  } catch {
    return null;
  }
}
