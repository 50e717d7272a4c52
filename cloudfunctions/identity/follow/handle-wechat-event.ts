import * as z from 'zod';
import { messageEventNames } from '../../message/credit/read-wechat-event';
import { recordWechatEvent } from '../../message/credit/record-wechat-event';
import { variables } from '../../kit/config/settings';
import type { HttpAnswer, HttpCall } from '../../kit/host/serve-http';
import type { LogFields } from '../../kit/log/log-line';
import { eventMarkFor } from '../../kit/ids/derived-id';
import { Duplicate } from '../../kit/store/store-error';
import { createWechatClient } from '../../kit/wechat/client';
import { answerEcho, openPush, PushRefused } from '../../kit/wechat/event-push';
import { recordTradeEvent, tradeEventNames } from '../../payment/shipping/record-trade-event';
import { pictureEventNames, recordPictureVerdict } from '../picture/record-verdict';
import { followEventNames, recordFollowEvent, type FollowerCall } from './record-follower';

type EventCall = FollowerCall & Pick<HttpCall, 'requestId'>;
type Handler = (call: EventCall, raw: unknown) => Promise<'recorded' | 'ignored'>;

/** Which area takes which event. An area with more events adds its names here. */
const handlers = new Map<string, Handler>([
  ...followEventNames.map((name) => [name, recordFollowEvent] as const),
  ...messageEventNames.map((name) => [name, recordWechatEvent] as const),
  ...pictureEventNames.map((name) => [name, recordPictureVerdict] as const),
  ...tradeEventNames.map((name) => [name, recordTradeEvent] as const),
]);

const pushed = z.looseObject({
  FromUserName: z.string().min(1),
  CreateTime: z.coerce.string(),
  Event: z.string().optional(),
});

const text = (statusCode: number, body: string): HttpAnswer => ({
  statusCode,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
});
/** Anything but `success` or an empty answer makes WeChat push again, three times in all. */
export const EVENT_FAILURE = text(500, 'failed');

/** A push of WeChat's: checked, opened, handled once, answered within its five seconds. */
export async function handleWechatEvent(
  call: HttpCall,
  log: (fields: LogFields) => void,
): Promise<HttpAnswer> {
  const { officialAccount: account, pushes, wechat } = variables();
  try {
    if (call.method === 'GET') return text(200, answerEcho(call, pushes));
    const appIds = [wechat.appId, ...(account ? [account.appId] : [])];
    const raw = openPush(call, pushes, appIds);
    const settings = await call.settings();
    const outcome = await handleOnce({ ...call, settings, wechat: createWechatClient(wechat, account) }, raw);
    log(outcome);
    return text(200, 'success');
  } catch (error) {
    if (!(error instanceof PushRefused)) throw error;
    log({ outcome: 'refused', problem: error.problem });
    return text(403, 'refused');
  }
}

/** The mark of an event that was handled is written after its effect, which is safe to repeat: nothing is lost between. */
async function handleOnce(call: EventCall, raw: unknown): Promise<LogFields> {
  const parsed = pushed.safeParse(raw);
  const event = parsed.data?.Event;
  const handler = event === undefined ? undefined : handlers.get(event);
  if (!parsed.success || event === undefined || !handler)
    return { outcome: 'not_ours', pushed: event ?? 'message' };
  const { FromUserName, CreateTime } = parsed.data;
  // The same content is the same event; two of one second (several messages delivered at once) differ in it.
  const id = eventMarkFor(FromUserName, CreateTime, event, JSON.stringify(raw));
  if (await call.store.wechatEvents.get(id)) return { outcome: 'repeated', pushed: event };
  const outcome = await handler(call, raw);
  await call.store.wechatEvents.insert({ _id: id, event, at: call.now }).catch(ignoreDuplicate);
  return { outcome, pushed: event };
}

function ignoreDuplicate(error: unknown): void {
  if (!(error instanceof Duplicate)) throw error;
}
