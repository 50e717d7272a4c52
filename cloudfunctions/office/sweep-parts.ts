import { MINUTE_MS } from '../../contracts/primitives/time';
import { lookBehindFacts } from '../kit/facts/look-behind-facts';
import { dueBy, type SweepPart } from '../kit/host/sweep-part';
import { linkEntries, placeBehind, readHead } from './audit/link-entries';
import { runReconciliation } from './reconciliation/run-reconciliation';
import { runImports } from './imports/run/run-imports';
import { INDEX_CONSUMER, keepMemberIndex } from './members/rows/keep-index';
import { isBuilt } from './members/rows/refresh-members';
import { lookBehind } from './look-behind';

const dueReports = dueBy('reconciliations', 'dueAt');

/** Without the counter’s figures (counter/sweep-parts.ts) and the files of lists (exports/sweep-parts.ts), which run with the payments. */
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
        ...dueReports,
        /** None at all: they are made. */
        earliest: async (call, position) => (await dueReports.earliest(call, position)) ?? call.now,
      },
    ],
    run: runReconciliation,
  },
  {
    name: 'member_imports',
    every: MINUTE_MS,
    budgetMs: 1_000,
    sources: [dueBy('memberImports', 'wakeAt')],
    run: async (call) => ({ imports: await runImports(call) }),
  },
  {
    name: 'member_index',
    every: MINUTE_MS,
    budgetMs: 1_500,
    sources: [
      lookBehindFacts(INDEX_CONSUMER),
      dueBy('memberIndex', 'dueAt'),
      {
        collection: 'memberIndexStates',
        earliest: async ({ store, now }) =>
          isBuilt(await store.memberIndexStates.get('state')) ? null : now,
      },
    ],
    run: keepMemberIndex,
  },
];
