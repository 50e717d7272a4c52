import type { ReadCall } from '../kit/host/call';
import { viewMessage } from './view';

const PAGE = 20;

/** A page of the member's messages, newest first. */
export async function listInbox(
  { store, member, now }: ReadCall<'member'>,
  { cursor }: { cursor: string | null },
) {
  const { items, nextCursor } = await store.messages.find({
    where: { memberId: member._id },
    orderBy: 'createdAt',
    direction: 'desc',
    limit: PAGE,
    cursor,
  });
  return { messages: items.map(viewMessage), nextCursor, unread: member.unreadMessages, now };
}
