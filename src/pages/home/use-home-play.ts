import { useEffect } from 'react';
import type { PlayApi } from '@contracts/play/play';
import type { Snapshot } from '@/hooks/snapshot';
import { useCall } from '@/hooks/use-call';
import { playService } from '@/services';

/** What the home page shows of 福利. */
export type HomePlay = Pick<
  ReturnType<PlayApi['readPlay']>,
  'turns' | 'hasTasks' | 'hasVisits' | 'hasBadges' | 'badges'
> & { checkIn: { isDone: boolean; streak: number } | null };

async function readPlay(): Promise<HomePlay> {
  const { checkIn, ...rest } = await playService.readPlay({});
  return { ...rest, checkIn: checkIn && { isDone: checkIn.isDone, streak: checkIn.streak } };
}

/**
 * Null: not known yet. Asked behind the drawn page, and not kept on the phone: what was so yesterday says nothing of today; home itself
 * stays one call.
 */
export function useHomePlay(home: Pick<Snapshot<unknown>, 'stale'>): HomePlay | null {
  const { state, reload } = useCall(readPlay);
  useEffect(() => {
    if (!home.stale) void reload();
  }, [home, reload]);
  return state.status === 'ready' ? state.snapshot.data : null;
}
