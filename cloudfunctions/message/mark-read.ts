import type { MessageId } from '../../contracts/primitives/ids';
import type { WriteCall } from '../kit/host/call';

/** Marks messages read, each once, and keeps the member's unread count exact in the same transaction. */
export async function markRead(
  { store, member, now }: WriteCall<'member'>,
  { messageIds }: { messageIds: MessageId[] },
) {
  const unread = await store.transact(async (transaction) => {
    const current = await transaction.members.require(member._id, 'not_a_member');
    let newlyRead = 0;
    for (const id of new Set(messageIds)) {
      const message = await transaction.messages.get(id);
      if (message?.memberId !== member._id || message.readAt !== null) continue;
      await transaction.messages.update(id, { readAt: now });
      newlyRead += 1;
    }
    const left = Math.max(0, current.unreadMessages - newlyRead);
    if (newlyRead > 0) await transaction.members.update(member._id, { unreadMessages: left });
    return left;
  });
  return { unread };
}
