import type { MessageKind } from '../../../contracts/message/message';
import { isMemberId, type MemberId, type MessageId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { newFact, type Fact } from './new-fact';

interface Message {
  _id: MessageId;
  kind: MessageKind;
  channel: string;
  pushId: string | null;
}

interface Sent extends Message {
  recipient: string;
  delivery: string;
}

/** A message has reached somebody, by WeChat or in the inbox alone; nothing while it is on its way or nobody's but a payer's. */
export const deliveredFacts = ({ recipient, delivery, ...message }: Sent, now: Instant): Fact[] =>
  delivery === 'delivered' && isMemberId(recipient)
    ? [messageFact('message_delivered', message, recipient, now)]
    : [];

/** A member had it on the screen of their inbox, or went where it leads. */
export const messageFact = (
  kind: 'message_delivered' | 'message_opened' | 'message_clicked',
  { _id, kind: message, channel, pushId }: Message,
  memberId: MemberId,
  now: Instant,
): Fact => {
  const refs = { messageId: _id, message, channel, ...(pushId === null ? {} : { pushId }) };
  return newFact({ kind, cause: _id, memberId, at: now, now, refs });
};
