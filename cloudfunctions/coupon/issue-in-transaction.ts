import { refuse } from '../../contracts/errors';
import type { Instant } from '../../contracts/primitives/time';
import type { DocumentOf } from '../kit/store/schema';
import type { Store, TransactionStore } from '../kit/store/store';
import type { ScheduledReminder } from '../message/reminder';
import type { GrantAnswer, GrantRequest, RefusedItem } from './grant';
import { issueGrant, StockMoved } from './issue-grant';
import { grantIdOf } from './pack';
import { prepareGrant } from './prepare-grant';

/** @param reminders of what else the transaction does: they are written in one call with those of the coupons */
export type Issue = (reminders?: readonly ScheduledReminder[]) => Promise<GrantAnswer>;

/** The whole grant is refused and that is not remembered: there is nothing to write. */
export class NothingIssued extends Error {
  override readonly name = 'NothingIssued';
  constructor(readonly refused: RefusedItem[]) {
    super('nothing to issue');
  }
}

/** Rivals emptied the shards we looked into so often; more often than this it is a rush, and the caller is told so. */
const ATTEMPTS = 8;

/**
 * A transaction that issues a grant together with whatever else belongs to it: joining with its pack, a claim with its
 * card. `work` calls `issue` once and is re-runnable, as every transaction is.
 * @throws Duplicate when the grant (or anything else) exists; NothingIssued; TuankaError busy in a rush that would not settle
 */
export async function issueInTransaction<Result>(
  store: Store,
  request: GrantRequest,
  now: Instant,
  work: (transaction: TransactionStore, issue: Issue) => Promise<Result>,
  templates?: readonly DocumentOf<'couponTemplates'>[],
): Promise<Result> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const prepared = await prepareGrant(store, request, now, templates);
    // Before anything is opened: in a rush nearly everybody is told so here.
    if (prepared.lines.length === 0 && !request.rememberRefusal) throw new NothingIssued(prepared.refused);
    try {
      return await store.transact((transaction) =>
        work(transaction, (reminders) => issueGrant(transaction, prepared, now, reminders)),
      );
    } catch (error) {
      if (!(error instanceof StockMoved)) throw error;
    }
  }
  throw refuse('busy', grantIdOf(request.grant));
}
