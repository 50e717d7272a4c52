import { useEffect, useRef, type RefObject } from 'react';
import type { MemberApi } from '@contracts/member/member';
import { readEncryptedGroup, readOpenedBy } from '@/platform/opening/entry';
import { leaderService } from '@/services';

export type Entry = NonNullable<Parameters<MemberApi['join']>[0]['entry']>;

/**
 * How the shopper came here, for the leader's statistics. The group is asked for while the page is read; a join that comes
 * first goes without it, and nothing ever waits for it.
 */
export function useEntry(): RefObject<Entry | null> {
  const entry = useRef<Entry | null>(null);
  useEffect(() => {
    const openedBy = readOpenedBy();
    entry.current = { scene: openedBy.scene, group: null };
    const learn = async () => {
      const encrypted = await readEncryptedGroup(openedBy);
      if (encrypted === null) return;
      const { group } = await leaderService.readGroup(encrypted);
      entry.current = { scene: openedBy.scene, group };
    };
    learn().catch(() => undefined);
  }, []);
  return entry;
}
