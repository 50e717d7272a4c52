import { HOUR_MS, MINUTE_MS } from '../../contracts/primitives/time';
import { dueBy, type SweepPart } from '../kit/host/sweep-part';
import { oneOf } from '../kit/store/query/condition';
import { closeAccounts } from './close/close-accounts';
import { MERGE_STATES, resumeMerges } from './merge/resume-merges';
import { KEEP_MS, sweepEvents } from './follow/sweep-events';
import { endPictures } from './picture/end-pictures';
import { resumeBackfills } from './follow/backfill-followers';
import { reconcilePersons } from './person/reconcile-persons';

export const identityParts: readonly SweepPart[] = [
  {
    name: 'merges',
    every: MINUTE_MS,
    budgetMs: 2_000,
    sources: [dueBy('merges', 'wakeAt', { where: { status: oneOf(MERGE_STATES) } })],
    run: async (call) => ({ merges: await resumeMerges(call) }),
  },
  {
    // Before invites are paid and awards are counted.
    name: 'persons',
    every: MINUTE_MS,
    budgetMs: 500,
    sources: [dueBy('members', 'personCheckAt')],
    run: async (call) => ({ personsChecked: await reconcilePersons(call) }),
  },
  {
    name: 'closures',
    every: MINUTE_MS,
    budgetMs: 1_500,
    sources: [dueBy('members', 'closesAt'), dueBy('closures', 'wakeAt', { where: { status: 'running' } })],
    run: async (call) => ({ closed: await closeAccounts(call) }),
  },
  {
    name: 'pictures',
    every: MINUTE_MS,
    budgetMs: 500,
    sources: [dueBy('pictures', 'endsAt')],
    run: async (call) => ({ picturesRemoved: await endPictures(call) }),
  },
  {
    name: 'followers',
    every: MINUTE_MS,
    budgetMs: 500,
    sources: [
      {
        collection: 'followerBackfills',
        earliest: async ({ store, settings, now }) => {
          const account = settings.officialAccount;
          const found = account ? await store.followerBackfills.get(account.appId) : null;
          return found?.status === 'running' ? now : null;
        },
      },
    ],
    run: resumeBackfills,
  },
  {
    name: 'wechat_events',
    every: HOUR_MS,
    budgetMs: 500,
    sources: [dueBy('wechatEvents', 'at', { afterMs: KEEP_MS })],
    run: async (call) => ({ eventsForgotten: await sweepEvents(call) }),
  },
];
