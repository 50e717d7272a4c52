import * as z from 'zod';
import { openId } from '../../../contracts/values';

/**
 * The events WeChat pushes about messages, from XML or JSON alike (platform-facts, section 1: the names are certain, the
 * shapes seen in samples). `List` is an array or a single object, at the top or inside an element of the event's own.
 */
const item = z.object({
  TemplateId: z.string(),
  SubscribeStatusString: z.string().optional(),
  MsgID: z.coerce.string().optional(),
  ErrorCode: z.coerce.number().optional(),
});
type Item = z.output<typeof item>;

const oneOrMany = z.union([z.array(item), item.transform((one) => [one])]);
const wrapped = z.object({ List: oneOrMany });
const base = z.object({
  FromUserName: openId,
  /** Seconds. */
  CreateTime: z.coerce.number().int().positive(),
  Event: z.string(),
  List: oneOrMany.optional(),
  SubscribeMsgPopupEvent: wrapped.optional(),
  SubscribeMsgChangeEvent: wrapped.optional(),
  SubscribeMsgSentEvent: wrapped.optional(),
  MsgID: z.coerce.string().optional(),
  Status: z.string().optional(),
});

export interface WechatMessageEvent {
  openId: z.output<typeof openId>;
  createdSeconds: number;
  name: 'popup' | 'change' | 'sent' | 'job_finished';
  items: Item[];
  /** Of a finished template message. */
  job: { messageId: string; status: string } | null;
}

const names: Readonly<Record<string, WechatMessageEvent['name']>> = {
  subscribe_msg_popup_event: 'popup',
  subscribe_msg_change_event: 'change',
  subscribe_msg_sent_event: 'sent',
  TEMPLATESENDJOBFINISH: 'job_finished',
};

/** The names under which the table of events finds this area. */
export const messageEventNames = Object.keys(names);

/** Null for an event of another sort, or one that makes no sense. */
export function readWechatEvent(raw: unknown): WechatMessageEvent | null {
  const parsed = base.safeParse(raw);
  const name =
    parsed.success && Object.hasOwn(names, parsed.data.Event) ? names[parsed.data.Event] : undefined;
  if (!parsed.success || !name) return null;
  const { data } = parsed;
  const inside = data.SubscribeMsgPopupEvent ?? data.SubscribeMsgChangeEvent ?? data.SubscribeMsgSentEvent;
  return {
    openId: data.FromUserName,
    createdSeconds: data.CreateTime,
    name,
    items: data.List ?? inside?.List ?? [],
    job:
      data.MsgID !== undefined && data.Status !== undefined
        ? { messageId: data.MsgID, status: data.Status }
        : null,
  };
}
