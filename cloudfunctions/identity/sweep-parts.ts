import { HOUR_MS, MINUTE_MS } from '../../contracts/primitives/time';
import type { SweepPart } from '../kit/host/sweep-part';
import { settleBackfills } from './backfill-followers';
import { closeAccounts } from './close-account';
import { settleMerges } from './settle-merges';
import { sweepEvents } from './sweep-events';

export const identityParts: readonly SweepPart[] = [
  {
    name: 'merges',
    every: MINUTE_MS,
    budgetMs: 2_000,
    run: async (call) => ({ merges: await settleMerges(call) }),
  },
  {
    name: 'closures',
    every: MINUTE_MS,
    budgetMs: 2_000,
    run: async (call) => ({ closed: await closeAccounts(call) }),
  },
  { name: 'followers', every: MINUTE_MS, budgetMs: 2_000, run: settleBackfills },
  {
    name: 'wechat_events',
    every: HOUR_MS,
    budgetMs: 1_000,
    run: async (call) => ({ eventsForgotten: await sweepEvents(call) }),
  },
];
