import type {
  DeliveryState,
  MessageChannel,
  MessageKind,
  MessageView,
} from '../../../contracts/message/message';
import type { MessageId } from '../../../contracts/primitives/ids';
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

/**
 * A message as its reader sees it: a channel of WeChat's only when WeChat confirmed that it took it.
 * @param sealed for who reads it: the message’s own id names what it tells
 */
export const viewMessage = (message: Message, sealed: (id: MessageId) => string): MessageView => ({
  id: sealed(message._id),
  kind: message.kind,
  title: message.title,
  lines: message.lines,
  page: message.page,
  channel: message.delivery === 'delivered' ? message.channel : 'inbox',
  createdAt: message.createdAt,
  readAt: message.readAt,
});
