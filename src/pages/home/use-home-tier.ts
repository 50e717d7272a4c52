import { useEffect } from 'react';
import type { Club } from '@contracts/growth/growth';
import type { Snapshot } from '@/hooks/snapshot';
import { useCall } from '@/hooks/use-call';
import { cacheSlot } from '@/platform/cache';
import { isRecord } from '@/platform/untrusted';
import { growthService } from '@/services';

/** What the home page shows of it. */
export interface HomeTier {
  tier: string;
  look: Club['tiers'][number]['look'];
  text: string;
}
type Shown = { tier: HomeTier | null };

const isShown = (value: unknown): value is Shown =>
  isRecord(value) &&
  (value['tier'] === null || (isRecord(value['tier']) && typeof value['tier']['look'] === 'string'));

/** The tier as it was last seen. */
const tierCache = cacheSlot('tier', isShown);

async function readTier(): Promise<Shown> {
  const { club } = await growthService.readGrowth({});
  return {
    tier: club && { tier: club.tier, look: club.tiers[club.level]?.look ?? 'jade', text: club.text },
  };
}

/** Null: not known yet, or the merchant has no tiers. Asked behind the drawn page; home itself stays one call. */
export function useHomeTier(home: Pick<Snapshot<unknown>, 'stale'>): HomeTier | null {
  const { state, reload } = useCall(readTier, tierCache);
  useEffect(() => {
    if (!home.stale) void reload();
  }, [home, reload]);
  return state.status === 'ready' ? state.snapshot.data.tier : null;
}
