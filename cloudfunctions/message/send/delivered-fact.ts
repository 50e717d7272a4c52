import type { MessageKind } from '../../../contracts/message/message';
import { isMemberId, type MessageId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { newFact, type Fact } from '../../kit/facts/new-fact';

interface Message {
  _id: MessageId;
  recipient: string;
  kind: MessageKind;
  channel: string;
  delivery: string;
  pushId: string | null;
}

/** A message has reached somebody, by WeChat or in the inbox alone; nothing while it is on its way or nobody's but a payer's. */
export function deliveredFacts(
  { _id, recipient, kind, channel, delivery, pushId }: Message,
  now: Instant,
): Fact[] {
  if (delivery !== 'delivered' || !isMemberId(recipient)) return [];
  const refs = { messageId: _id, message: kind, channel, ...(pushId === null ? {} : { pushId }) };
  return [newFact({ kind: 'message_delivered', cause: _id, memberId: recipient, at: now, now, refs })];
}
