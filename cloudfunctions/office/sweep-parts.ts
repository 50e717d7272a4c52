import { MINUTE_MS } from '../../contracts/primitives/time';
import { lookBehindFacts } from '../kit/facts/look-behind-facts';
import { dueBy, type SweepPart } from '../kit/host/sweep-part';
import { linkEntries, placeBehind, readHead } from './audit/link-entries';
import { runImports } from './imports/run/run-imports';
import { INDEX_CONSUMER, keepMemberIndex } from './members/rows/keep-index';
import { isBuilt } from './members/rows/refresh-members';
import { lookBehind } from './look-behind';

/** Without what runs with the payments: the counter’s figures (counter/sweep-parts.ts), the files of lists (exports/sweep-parts.ts) and 对账 (reconciliation/sweep-parts.ts). */
export const officeParts: readonly SweepPart[] = [
  {
    name: 'audit_chain',
    every: MINUTE_MS,
    budgetMs: 1_000,
    sources: [lookBehind(async ({ store }) => placeBehind((await readHead(store))?.end ?? null))],
    run: linkEntries,
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
