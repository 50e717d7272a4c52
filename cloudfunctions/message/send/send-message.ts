import { isOpenId, type OpenId } from '../../../contracts/primitives/ids';
import type { MessageTemplate } from '../../../contracts/office/setting-values';
import type { TimerCall } from '../../kit/host/serve-timer';
import { openIdOfCredit } from '../../kit/store/query/document-ids';
import type { SendReceipt, SubscribeMessage } from '../../kit/wechat/client';
import { WechatError, WechatNotReady, WechatUnreachable } from '../../kit/wechat/wechat-error';
import { clientMessageId } from '../rules/client-message-id';
import { officialOpenIdOf, type Message } from './issue-message';
import type { SendResult } from '../rules/send-policy';
import { isOfficial, officialTemplate } from '../rules/official-route';
import { recordDelivery } from './record-delivery';
import { templateData } from '../rules/template-field';

/**
 * Delivers a message that was issued, along its route, as send-policy.ts says. Never sends twice: a subscription send
 * whose answer is lost is not repeated, the person finds the message in the inbox all the same.
 */
export async function sendMessage(call: TimerCall, issued: Message): Promise<Message> {
  let message = issued;
  while (message.delivery === 'pending') {
    const result = await send(call, message);
    const recorded = await recordDelivery(call, message, result, call.now);
    if (recorded === null) return message; // another sweep recorded it
    message = recorded;
  }
  return message;
}

interface Way {
  toOpenId: OpenId;
  template: MessageTemplate;
}

/** Null: the settings changed since the message was issued. */
function wayOf({ settings }: TimerCall, message: Message): Way | null {
  const account = settings.officialAccount;
  const { channel, kind } = message;
  const template = isOfficial(channel)
    ? account && officialTemplate(account, channel, kind)
    : settings.messageTemplates[kind];
  const openId = isOfficial(channel)
    ? account && officialOpenIdOf(message, account.appId)
    : openIdOfCredit(message.sentTo ?? '');
  return template && isOpenId(openId) ? { toOpenId: openId, template } : null;
}

/** As if WeChat did not know the template: nothing was sent. */
const NO_TEMPLATE: SendResult = { outcome: 'refused', errcode: 40037 };

async function send(call: TimerCall, message: Message): Promise<SendResult> {
  const way = wayOf(call, message);
  if (!way) return NO_TEMPLATE;
  const sent = {
    toOpenId: way.toOpenId,
    templateId: way.template.templateId,
    page: message.page,
    data: templateData(way.template.fields, message.values),
  };
  try {
    const receipt = await sendBy(call, message, sent);
    return { outcome: 'sent', receipt: receipt === null ? null : `${message.channel}:${receipt}` };
  } catch (error) {
    if (error instanceof WechatError) return { outcome: 'refused', errcode: error.errcode };
    if (error instanceof WechatNotReady) return { outcome: 'not_ready', errcode: error.errcode };
    if (error instanceof WechatUnreachable) return { outcome: 'unknown' };
    throw error;
  }
}

/** @throws WechatError; WechatNotReady; WechatUnreachable */
function sendBy({ wechat }: TimerCall, message: Message, sent: SubscribeMessage): Promise<SendReceipt> {
  if (message.channel === 'official_account')
    return wechat.sendTemplateMessage({ ...sent, clientMessageId: clientMessageId(message._id) });
  if (message.channel === 'official_notice') return wechat.sendSubscribeNotice(sent);
  return wechat.sendSubscribeMessage(sent);
}
