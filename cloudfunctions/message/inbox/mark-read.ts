import { isMessageId, type MessageId, type Recipient } from '../../../contracts/primitives/ids';
import { messageFact } from '../../kit/facts/message-facts';
import type { WriteCall } from '../../kit/host/call';
import { sealsFor } from '../../kit/ids/handle-key';
import { openIdKey } from '../../kit/store/query/document-ids';
import type { TransactionStore } from '../../kit/store/store';

type Call = WriteCall<'member'>;

/**
 * Marks messages read, and those that were followed to their page clicked, each once, and keeps the member's unread count exact in
 * the same transaction.
 */
export async function markRead(
  call: Call,
  { messageIds, clicked }: { messageIds: string[]; clicked: boolean },
) {
  const { store, member } = call;
  const { opened } = sealsFor(call, 'message');
  const ids = messageIds.map(opened).filter(isMessageId);
  const unread = await store.transact(async (transaction) => {
    const current = await transaction.members.require(member._id, 'not_a_member');
    let newlyRead = 0;
    for (const id of new Set(ids)) if (await markOne(transaction, call, { id, clicked })) newlyRead += 1;
    const left = Math.max(0, current.unreadMessages - newlyRead);
    if (newlyRead > 0) await transaction.members.update(member._id, { unreadMessages: left });
    return left;
  });
  return { unread };
}

/** @returns whether the member's count of the unread has one less */
async function markOne(
  transaction: TransactionStore,
  { member, caller, now }: Call,
  { id, clicked }: { id: MessageId; clicked: boolean },
): Promise<boolean> {
  const own: Recipient[] = [member._id, openIdKey(caller.appId, caller.openId)];
  const message = await transaction.messages.get(id);
  if (!message || !own.includes(message.recipient)) return false;
  const isNew = message.readAt === null;
  const isFollowed = clicked && message.clickedAt === null;
  if (!isNew && !isFollowed) return false;
  await transaction.messages.update(id, {
    ...(isNew ? { readAt: now } : {}),
    ...(isFollowed ? { clickedAt: now } : {}),
  });
  if (isNew) transaction.tell(messageFact('message_opened', message, member._id, now));
  if (isFollowed) transaction.tell(messageFact('message_clicked', message, member._id, now));
  return isNew && message.recipient === member._id;
}
