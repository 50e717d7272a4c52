import type { ReadCall } from '../../kit/host/call';
import { oneOf } from '../../kit/store/query/condition';
import { openIdKey } from '../../kit/store/query/document-ids';
import { sealsFor } from '../../kit/ids/handle-key';
import { viewMessage } from './view';
import { latestFirst } from '../../kit/store/query/latest-first';

/** A page of the member's messages, newest first, with what was sent to them before they joined. */
export async function listInbox(call: ReadCall<'member'>, { cursor }: { cursor: string | null }) {
  const { store, member, caller, now } = call;
  const { sealed } = sealsFor(call, 'message');
  const { items, nextCursor } = await store.messages.find(
    latestFirst('createdAt', cursor, {
      recipient: oneOf([member._id, openIdKey(caller.appId, caller.openId)]),
    }),
  );
  return {
    messages: items.map((message) => viewMessage(message, sealed)),
    nextCursor,
    unread: member.unreadMessages,
    now,
  };
}
