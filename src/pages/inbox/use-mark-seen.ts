import { useEffect, useRef } from 'react';
import type { MessageView } from '@contracts/message/message';
import { showUnreadCount } from '@/platform/opening/navigation';
import { messageService } from '@/services';

/** The contract takes at most this many at once. */
const MOST_AT_ONCE = 50;

/**
 * Marks messages read once they are on the screen. They keep their 未读 mark until the page is shown again, so that
 * the shopper sees which ones were new. When the call fails the next visit marks them.
 */
export function useMarkSeen(shown: readonly MessageView[]): void {
  const marked = useRef(new Set<string>());
  useEffect(() => {
    const ids = shown
      .filter((message) => message.readAt === null && !marked.current.has(message.id))
      .map((message) => message.id)
      .slice(0, MOST_AT_ONCE);
    if (ids.length === 0) return;
    ids.forEach((id) => marked.current.add(id));
    messageService.markRead({ messageIds: ids }).then(
      ({ unread }) => showUnreadCount(unread),
      () => ids.forEach((id) => marked.current.delete(id)),
    );
  }, [shown]);
}
