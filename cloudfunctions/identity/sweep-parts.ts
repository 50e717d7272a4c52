import { addMs, HOUR_MS, instant, MINUTE_MS, type Instant } from '../../contracts/primitives/time';
import { earliestOf, type SweepPart } from '../kit/host/sweep-part';
import { moreThan, oneOf } from '../kit/store/query/condition';
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
    sources: [
      {
        collection: 'merges',
        earliest: ({ store }) =>
          earliestOf(
            (cursor) =>
              store.merges.find({
                where: { status: oneOf(MERGE_STATES), wakeAt: moreThan(instant(0)) },
                orderBy: 'wakeAt',
                limit: 1,
                cursor,
              }),
            ({ wakeAt }) => wakeAt,
          ),
      },
    ],
    run: async (call) => ({ merges: await resumeMerges(call) }),
  },
  {
    // Before invites are paid and awards are counted.
    name: 'persons',
    every: MINUTE_MS,
    budgetMs: 500,
    sources: [
      {
        collection: 'members',
        earliest: ({ store }) =>
          earliestOf(
            (cursor) =>
              store.members.find({
                where: { personCheckAt: moreThan<Instant | null>(instant(0)) },
                orderBy: 'personCheckAt',
                limit: 1,
                cursor,
              }),
            ({ personCheckAt }) => personCheckAt,
          ),
      },
    ],
    run: async (call) => ({ personsChecked: await reconcilePersons(call) }),
  },
  {
    name: 'closures',
    every: MINUTE_MS,
    budgetMs: 1_500,
    sources: [
      {
        collection: 'members',
        earliest: ({ store }) =>
          earliestOf(
            (cursor) =>
              store.members.find({
                where: { closesAt: moreThan<Instant | null>(instant(0)) },
                orderBy: 'closesAt',
                limit: 1,
                cursor,
              }),
            ({ closesAt }) => closesAt,
          ),
      },
      {
        collection: 'closures',
        earliest: ({ store }) =>
          earliestOf(
            (cursor) =>
              store.closures.find({
                where: { status: 'running', wakeAt: moreThan(instant(0)) },
                orderBy: 'wakeAt',
                limit: 1,
                cursor,
              }),
            ({ wakeAt }) => wakeAt,
          ),
      },
    ],
    run: async (call) => ({ closed: await closeAccounts(call) }),
  },
  {
    name: 'pictures',
    every: MINUTE_MS,
    budgetMs: 500,
    sources: [
      {
        collection: 'pictures',
        earliest: ({ store }) =>
          earliestOf(
            (cursor) =>
              store.pictures.find({
                where: { endsAt: moreThan<Instant | null>(instant(0)) },
                orderBy: 'endsAt',
                limit: 1,
                cursor,
              }),
            ({ endsAt }) => endsAt,
          ),
      },
    ],
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
    sources: [
      {
        collection: 'wechatEvents',
        earliest: ({ store }) =>
          earliestOf(
            (cursor) =>
              store.wechatEvents.find({
                where: { at: moreThan(instant(0)) },
                orderBy: 'at',
                limit: 1,
                cursor,
              }),
            ({ at }) => addMs(at, KEEP_MS),
          ),
      },
    ],
    run: async (call) => ({ eventsForgotten: await sweepEvents(call) }),
  },
];
