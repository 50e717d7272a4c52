import { instant } from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { creditKey, openIdKey } from '../../kit/store/query/document-ids';
import { acceptedTemplates, recordAccepts } from './record-accepts';
import { readWechatEvent, type WechatMessageEvent } from './read-wechat-event';

type EventCall = Pick<TimerCall, 'store' | 'settings' | 'now'>;

/**
 * What WeChat's pushed events about messages change; each is safe to repeat, because WeChat repeats them. `ignored`: not
 * an event of this area. The events function calls it for the names in `messageEventNames`.
 */
export async function recordWechatEvent(call: EventCall, raw: unknown): Promise<'recorded' | 'ignored'> {
  const event = readWechatEvent(raw);
  if (!event) return 'ignored';
  switch (event.name) {
    case 'popup':
      await recordPopup(call, event);
      break;
    case 'change':
      await recordSwitchedOff(call, event);
      break;
    case 'sent':
      for (const { MsgID, ErrorCode } of event.items) {
        if (MsgID !== undefined && ErrorCode)
          await recordNotDelivered(call, `wechat:${MsgID}`, String(ErrorCode));
      }
      break;
    case 'job_finished':
      if (event.job && event.job.status !== 'success')
        await recordNotDelivered(call, `official_account:${event.job.messageId}`, event.job.status);
  }
  return 'recorded';
}

/** The same accept as the page reports: whoever comes first counts it. */
async function recordPopup({ store, settings }: EventCall, event: WechatMessageEvent): Promise<void> {
  const answers = Object.fromEntries(
    event.items.map(({ TemplateId, SubscribeStatusString }) => [
      TemplateId,
      SubscribeStatusString === 'accept' ? ('accept' as const) : ('reject' as const),
    ]),
  );
  const { appId } = settings.wechat;
  const prompt = {
    _id: `${event.openId}:event-${event.createdSeconds}`,
    openIdKey: openIdKey(appId, event.openId),
    source: 'event' as const,
    answers,
    at: instant(event.createdSeconds * 1000),
  };
  await store.transact((transaction) =>
    recordAccepts(transaction, prompt, { appId, openId: event.openId }, acceptedTemplates(settings, answers)),
  );
}

/** Switched off in WeChat's settings: what was granted is gone. */
async function recordSwitchedOff(
  { store, settings, now }: EventCall,
  event: WechatMessageEvent,
): Promise<void> {
  for (const { TemplateId, SubscribeStatusString } of event.items) {
    if (SubscribeStatusString !== 'reject') continue;
    const _id = creditKey(settings.wechat.appId, event.openId, TemplateId);
    await store.subscriptionCredits.updateIf(_id, {}, { available: 0, updatedAt: now });
  }
}

/** WeChat took the message and could not hand it over: it is only in the inbox after all. */
async function recordNotDelivered({ store }: EventCall, receipt: string, note: string): Promise<void> {
  const { items } = await store.messages.find({ where: { receipt }, orderBy: '_id', limit: 1 });
  const [message] = items;
  if (message)
    await store.messages.updateIf(message._id, { receipt }, { delivery: 'failed', channel: 'inbox', note });
}
