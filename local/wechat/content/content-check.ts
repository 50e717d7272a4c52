import { HOUR_MS, MINUTE_MS } from '../../../contracts/primitives/time';
import * as z from 'zod';
import { drawText, type Sandbox } from '../sandbox';
import { WechatError } from '../wechat-error';

/**
 * WeChat's content security, as strict as its page: who writes must be known and must have been in the mini-program within two
 * hours (platform-facts, section 9; the errcode for that is recalled). What it thinks of a text is decided by two words, so that
 * tests and demos can be refused.
 */
const SEEN_FOR_MS = 2 * HOUR_MS;
const PER_MINUTE = 4_000;
const MOST = 2_500;
const REFUSED_WORD = '违规';
const DOUBTED_WORD = '存疑';

const scene = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export const textCheckInput = z
  .strictObject({
    version: z.literal(2),
    openid: z.string(),
    scene,
    content: z.string().min(1).max(MOST),
    nickname: z.string().optional(),
    title: z.string().optional(),
    signature: z.string().optional(),
  })
  .refine(({ scene: at, signature }) => signature === undefined || at === 1);
export const pictureCheckInput = z.strictObject({
  version: z.literal(2),
  openid: z.string(),
  scene,
  media_url: z.url({ protocol: /^https?$/ }),
  media_type: z.literal(2),
});

const verdictOn = (text: string) =>
  text.includes(REFUSED_WORD)
    ? { suggest: 'risky', label: 20006 }
    : text.includes(DOUBTED_WORD)
      ? { suggest: 'review', label: 20001 }
      : { suggest: 'pass', label: 100 };

/** @throws WechatError 40003, 61010, 45009 */
function admit(sandbox: Sandbox, openid: string): void {
  const { state } = sandbox;
  if (!sandbox.knowsOpenid(openid)) throw new WechatError(40003);
  const now = sandbox.now();
  const seenAt = state.visits.get(openid);
  if (seenAt === undefined || now >= seenAt + SEEN_FOR_MS) throw new WechatError(61010);
  const minute = Math.floor(now / MINUTE_MS);
  const count = state.contentChecks.minute === minute ? state.contentChecks.count + 1 : 1;
  state.contentChecks = { minute, count };
  if (count > PER_MINUTE) throw new WechatError(45009);
}

const traceId = (sandbox: Sandbox): string => drawText(sandbox, 24).toLowerCase();

/** POST /wxa/msg_sec_check. */
export function checkText(sandbox: Sandbox, input: z.infer<typeof textCheckInput>) {
  admit(sandbox, input.openid);
  const result = verdictOn(input.content);
  return { errcode: 0, errmsg: 'ok', result, trace_id: traceId(sandbox), detail: [] };
}

/** POST /wxa/media_check_async: the verdict is pushed when time goes on. */
export function checkPicture(sandbox: Sandbox, input: z.infer<typeof pictureCheckInput>) {
  admit(sandbox, input.openid);
  const trace = traceId(sandbox);
  sandbox.state.pictureChecks.push({ traceId: trace, openid: input.openid, url: input.media_url });
  sandbox.changed();
  return { errcode: 0, errmsg: 'ok', trace_id: trace };
}

/** It fetches the picture as WeChat does; what stands in its bytes decides, as the words of a text do. */
async function lookAt(url: string): Promise<{ errcode: number; suggest: string; label: number }> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    if (!response.ok) return { errcode: NOT_FETCHED, suggest: 'review', label: 20001 };
    return { errcode: 0, ...verdictOn(Buffer.from(await response.arrayBuffer()).toString('utf8')) };
  } catch {
    return { errcode: NOT_FETCHED, suggest: 'review', label: 20001 };
  }
}
const NOT_FETCHED = -1008;

/** What WeChat pushes of the pictures it has looked at since. */
export async function takePictureEvents(sandbox: Sandbox) {
  const checks = sandbox.state.pictureChecks.splice(0);
  return Promise.all(
    checks.map(async ({ traceId: trace_id, openid, url }) => {
      const { errcode, suggest, label } = await lookAt(url);
      return {
        FromUserName: openid,
        Event: 'wxa_media_check',
        trace_id,
        version: '2',
        errcode: String(errcode),
        result: { suggest, label: String(label) },
      };
    }),
  );
}
