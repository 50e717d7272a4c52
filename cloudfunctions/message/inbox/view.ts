import type { DeliveryState, MessageChannel, MessageKind, MessageView } from '../../../contracts/message';
import { seal, unseal, type HandleKey } from '../../kit/ids/handle';
import { isMessageId, type MessageId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';

interface Message {
  _id: MessageId;
  kind: MessageKind;
  title: string;
  lines: string[];
  page: string;
  channel: MessageChannel;
  delivery: DeliveryState;
  createdAt: Instant;
  readAt: Instant | null;
}

/** The use a message's id is sealed for: it is made of what is told, which may name others, and comes back when it is read. */
const MESSAGE = 'message';

/** Null for an id this reader was not told. */
export function openMessageId(key: HandleKey, sealed: string): MessageId | null {
  const id = unseal(key, MESSAGE, sealed);
  return isMessageId(id) ? id : null;
}

/** A message as its reader sees it: a channel of WeChat's only when WeChat confirmed that it took it. */
export const viewMessage = (message: Message, key: HandleKey): MessageView => ({
  id: seal(key, MESSAGE, message._id),
  kind: message.kind,
  title: message.title,
  lines: message.lines,
  page: message.page,
  channel: message.delivery === 'delivered' ? message.channel : 'inbox',
  createdAt: message.createdAt,
  readAt: message.readAt,
});
