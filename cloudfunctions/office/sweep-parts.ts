import { instant, MINUTE_MS, type Instant } from '../../contracts/primitives/time';
import { lookBehindFacts } from '../kit/facts/look-behind-facts';
import { earliestOf, type SweepPart } from '../kit/host/sweep-part';
import { moreThan } from '../kit/store/query/condition';
import { linkEntries, placeBehind, readHead } from './audit/link-entries';
import { runReconciliation } from './reconciliation/run-reconciliation';
import { runExports } from './exports/run-exports';
import { runImports } from './imports/run/run-imports';
import { INDEX_CONSUMER, keepMemberIndex } from './members/rows/keep-index';
import { isBuilt } from './members/rows/refresh-members';
import { lookBehind } from './look-behind';

/** Without the counter’s figures, which stand with the payments: counter/sweep-parts.ts. */
export const officeParts: readonly SweepPart[] = [
  {
    name: 'audit_chain',
    every: MINUTE_MS,
    budgetMs: 1_000,
    sources: [lookBehind(async ({ store }) => placeBehind((await readHead(store))?.end ?? null))],
    run: linkEntries,
  },
  {
    name: 'reconciliation',
    every: MINUTE_MS,
    budgetMs: 500,
    sources: [
      {
        collection: 'reconciliations',
        /** None at all: they are made. */
        earliest: async ({ store, now }) =>
          (await earliestOf(
            (cursor) =>
              store.reconciliations.find({
                where: { dueAt: moreThan<Instant>(instant(0)) },
                orderBy: 'dueAt',
                limit: 1,
                cursor,
              }),
            ({ dueAt }) => dueAt,
          )) ?? now,
      },
    ],
    run: runReconciliation,
  },
  {
    name: 'member_exports',
    every: MINUTE_MS,
    budgetMs: 1_000,
    sources: [
      {
        collection: 'memberExports',
        earliest: ({ store }) =>
          earliestOf(
            (cursor) =>
              store.memberExports.find({
                where: { wakeAt: moreThan<Instant | null>(instant(0)) },
                orderBy: 'wakeAt',
                limit: 1,
                cursor,
              }),
            ({ wakeAt }) => wakeAt,
          ),
      },
    ],
    run: async (call) => ({ exports: await runExports(call) }),
  },
  {
    name: 'member_imports',
    every: MINUTE_MS,
    budgetMs: 1_000,
    sources: [
      {
        collection: 'memberImports',
        earliest: ({ store }) =>
          earliestOf(
            (cursor) =>
              store.memberImports.find({
                where: { wakeAt: moreThan<Instant | null>(instant(0)) },
                orderBy: 'wakeAt',
                limit: 1,
                cursor,
              }),
            ({ wakeAt }) => wakeAt,
          ),
      },
    ],
    run: async (call) => ({ imports: await runImports(call) }),
  },
  {
    name: 'member_index',
    every: MINUTE_MS,
    budgetMs: 1_500,
    sources: [
      lookBehindFacts(INDEX_CONSUMER),
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
