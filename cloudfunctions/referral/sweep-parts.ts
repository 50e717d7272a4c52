import { instant, MINUTE_MS, type Instant } from '../../contracts/primitives/time';
import { earliestOf, type SweepPart } from '../kit/host/sweep-part';
import { moreThan } from '../kit/store/query/condition';
import { payOutInvites } from './reward/pay-out-invites';

export const referralParts: readonly SweepPart[] = [
  {
    name: 'invites',
    every: MINUTE_MS,
    budgetMs: 2_000,
    sources: [
      {
        collection: 'members',
        earliest: ({ store, now }) =>
          earliestOf(
            (cursor) =>
              store.members.find({ where: { inviteState: 'due' }, orderBy: '_id', limit: 1, cursor }),
            () => now,
          ),
      },
      {
        collection: 'inviteRewards',
        earliest: ({ store }) =>
          earliestOf(
            (cursor) =>
              store.inviteRewards.find({
                where: { dueAt: moreThan<Instant | null>(instant(0)) },
                orderBy: 'dueAt',
                limit: 1,
                cursor,
              }),
            ({ dueAt }) => dueAt,
          ),
      },
    ],
    run: payOutInvites,
  },
];
