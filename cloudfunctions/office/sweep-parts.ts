import { addMs, instant, MINUTE_MS, type Instant } from '../../contracts/primitives/time';
import { READABLE_AFTER_MS } from '../kit/facts/fold-facts';
import { earliestOf, type SweepPart } from '../kit/host/sweep-part';
import { moreThan } from '../kit/store/query/condition';
import { INDEX_CONSUMER, keepMemberIndex } from './members/keep-index';
import { isBuilt } from './members/refresh-members';
import { COUNTER_CONSUMER, foldFigures } from './fold-figures';

export const officeParts: readonly SweepPart[] = [
  {
    name: 'counter_figures',
    every: MINUTE_MS,
    budgetMs: 1_000,
    sources: [
      {
        collection: 'auditEntries',
        position: async ({ store }) => (await store.factCursors.get(COUNTER_CONSUMER))?.position ?? null,
        /** The first entry after those that are folded, once nothing can appear before it. */
        earliest: ({ store }, position) =>
          earliestOf(
            (cursor) =>
              store.auditEntries.find({
                where: { at: moreThan<Instant>(instant(0)) },
                orderBy: 'at',
                limit: 1,
                cursor: cursor ?? position,
              }),
            ({ at }) => addMs(at, READABLE_AFTER_MS),
          ),
      },
    ],
    run: foldFigures,
  },
  {
    name: 'member_index',
    every: MINUTE_MS,
    budgetMs: 2_000,
    sources: [
      {
        collection: 'facts',
        position: async ({ store }) => (await store.factCursors.get(INDEX_CONSUMER))?.position ?? null,
        earliest: ({ store }, position) =>
          earliestOf(
            (cursor) =>
              store.facts.find({
                where: { writtenAt: moreThan<Instant>(instant(0)) },
                orderBy: 'writtenAt',
                limit: 1,
                cursor: cursor ?? position,
              }),
            ({ writtenAt }) => addMs(writtenAt, READABLE_AFTER_MS),
          ),
      },
      {
        collection: 'memberIndex',
        earliest: ({ store }) =>
          earliestOf(
            (cursor) =>
              store.memberIndex.find({
                where: { dueAt: moreThan<Instant | null>(instant(0)) },
                orderBy: 'dueAt',
                limit: 1,
                cursor,
              }),
            ({ dueAt }) => dueAt,
          ),
      },
      {
        collection: 'memberIndexStates',
        earliest: async ({ store, now }) =>
          isBuilt(await store.memberIndexStates.get('state')) ? null : now,
      },
    ],
    run: keepMemberIndex,
  },
];
