import { isMessageId, type Recipient } from '../../../contracts/primitives/ids';
import type { WriteCall } from '../../kit/host/call';
import { sealsFor } from '../../kit/ids/handle-key';
import { openIdKey } from '../../kit/store/query/document-ids';

/** Marks messages read, each once, and keeps the member's unread count exact in the same transaction. */
export async function markRead(call: WriteCall<'member'>, { messageIds }: { messageIds: string[] }) {
  const { store, member, caller, now } = call;
  const { opened } = sealsFor(call, 'message');
  const ids = messageIds.map(opened).filter(isMessageId);
  const own: Recipient[] = [member._id, openIdKey(caller.appId, caller.openId)];
  const unread = await store.transact(async (transaction) => {
    const current = await transaction.members.require(member._id, 'not_a_member');
    let newlyRead = 0;
    for (const id of new Set(ids)) {
      const message = await transaction.messages.get(id);
      if (!message || !own.includes(message.recipient) || message.readAt !== null) continue;
      await transaction.messages.update(id, { readAt: now });
      if (message.recipient === member._id) newlyRead += 1;
    }
    const left = Math.max(0, current.unreadMessages - newlyRead);
    if (newlyRead > 0) await transaction.members.update(member._id, { unreadMessages: left });
    return left;
  });
  return { unread };
}
