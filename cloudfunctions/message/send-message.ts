import { refuse } from '../../contracts/errors';
import type { TimerCall } from '../kit/host/serve-timer';
import { isOpenId } from '../../contracts/primitives/ids';
import { openIdOfCredit } from '../kit/store/document-ids';
import type { DocumentOf } from '../kit/store/schema';
import { WechatError, WechatUnreachable } from '../kit/wechat/wechat-error';
import { templateData } from './template-data';

type Message = DocumentOf<'messages'>;

/** How a send ended. `refused`: WeChat said no and nothing arrived; `unknown`: no answer, it may have arrived. */
type SendResult = { outcome: 'sent' } | { outcome: 'refused'; errcode: number } | { outcome: 'unknown' };

/** No credit left at WeChat, or the user refused (platform-facts, section 1). */
const NO_CREDIT = 43101;

/**
 * Delivers a message that was issued. Never sends twice: a send whose answer is lost is not repeated, the member finds
 * the message in the inbox all the same.
 */
export async function sendMessage(call: TimerCall, message: Message): Promise<'wechat' | 'inbox'> {
  if (message.delivery !== 'pending' || message.sentTo === null) return message.channel;
  const result = await send(call, message, message.sentTo);
  await settleDelivery(call, message, message.sentTo, result);
  return result.outcome === 'sent' ? 'wechat' : 'inbox';
}

async function send(
  { settings, wechat }: TimerCall,
  message: Message,
  creditId: string,
): Promise<SendResult> {
  const template = settings.messageTemplates[message.kind];
  const toOpenId = openIdOfCredit(creditId);
  if (!template || !isOpenId(toOpenId)) return { outcome: 'refused', errcode: 0 };
  try {
    await wechat.sendSubscribeMessage({
      toOpenId,
      templateId: template.templateId,
      page: message.page,
      data: templateData(template.fields, message.values),
    });
    return { outcome: 'sent' };
  } catch (error) {
    if (error instanceof WechatError) return { outcome: 'refused', errcode: error.errcode };
    if (error instanceof WechatUnreachable) return { outcome: 'unknown' };
    throw error;
  }
}

/** The message's fate and its credit change together; a repeat finds the message no longer pending. */
async function settleDelivery(
  { store, now }: TimerCall,
  { _id }: Message,
  creditId: string,
  result: SendResult,
): Promise<void> {
  await store.transact(async (transaction) => {
    const message = await transaction.messages.require(_id, 'message_not_found');
    if (message.delivery !== 'pending') return;
    const credit = await transaction.subscriptionCredits.get(creditId);
    if (!credit) throw refuse('internal', 'credit document');
    const reserved = credit.reserved - 1;
    if (result.outcome === 'refused') {
      await transaction.messages.update(_id, {
        channel: 'inbox',
        delivery: 'delivered',
        note: String(result.errcode),
      });
      // Refused by WeChat: the send was not used, unless WeChat says that there is none left.
      const available = result.errcode === NO_CREDIT ? 0 : credit.available + 1;
      await transaction.subscriptionCredits.update(creditId, {
        available,
        reserved,
        updatedAt: now,
      });
    } else {
      const delivery = result.outcome === 'sent' ? 'delivered' : 'unconfirmed';
      await transaction.messages.update(_id, { delivery });
      await transaction.subscriptionCredits.update(creditId, { reserved, updatedAt: now });
    }
  });
}

/**
 * Deliveries whose sweep was interrupted between writing the message and learning WeChat's answer: they may have
 * arrived, so they are marked unconfirmed and not sent again.
 */
export async function settleInterrupted(call: TimerCall, messages: readonly Message[]): Promise<void> {
  for (const message of messages) {
    if (message.sentTo !== null) await settleDelivery(call, message, message.sentTo, { outcome: 'unknown' });
  }
}
