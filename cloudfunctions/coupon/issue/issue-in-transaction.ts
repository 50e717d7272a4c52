import { refuse } from '../../../contracts/errors';
import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import { TooManyConflicts } from '../../kit/store/store-error';
import type { Store, TransactionStore } from '../../kit/store/store';
import type { GrantAnswer, GrantRequest, RefusedItem } from './grant';
import { commitGrant, releaseHeld, StockMoved } from './commit-grant';
import { grantIdOf } from '../rules/pack';
import { withDrawnCodes } from '../codes/with-drawn-codes';
import { planGrant, type PlannedGrant } from './plan-grant';

/** Called once in the transaction. */
export type Issue = () => Promise<GrantAnswer>;

/** The whole grant is refused and that is not remembered: there is nothing to write. */
export class NothingIssued extends Error {
  override readonly name = 'NothingIssued';
  constructor(readonly refused: RefusedItem[]) {
    super('nothing to issue');
  }
}

/** What the caller knows already and need not be read. */
export interface KnownOfGrant {
  templates: readonly DocumentOf<'couponTemplates'>[];
  /** Tried first; what it meets is read before the second try. */
  guess?: PlannedGrant | null;
}

/** Rivals emptied the shards we looked into so often; more often than this it is a rush, and the caller is told so. */
const ATTEMPTS = 8;

/**
 * A transaction that issues a grant together with whatever else belongs to it: joining with its pack, a collect with its
 * card. `work` calls `issue` once and is re-runnable, as every transaction is.
 * @throws Duplicate when the grant (or anything else) exists; NothingIssued; TuankaError busy in a rush that would not end
 */
export async function issueInTransaction<Result>(
  store: Store,
  request: GrantRequest,
  now: Instant,
  work: (transaction: TransactionStore, issue: Issue) => Promise<Result>,
  known?: KnownOfGrant,
): Promise<Result> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const guess = attempt === 1 ? known?.guess : null;
    const prepared = guess ?? (await planGrant(store, request, now, known?.templates));
    // Before anything is opened: in a rush nearly everybody is told so here.
    if (prepared.lines.length === 0 && !request.rememberRefusal) throw new NothingIssued(prepared.refused);
    try {
      return await withDrawnCodes(store, (codeFor) =>
        store.transact((transaction) =>
          work(transaction, () => commitGrant(transaction, prepared, codeFor, now)),
        ),
      );
    } catch (error) {
      // Too many rivals met at the same shards: another look spreads them anew.
      if (!(error instanceof StockMoved || error instanceof TooManyConflicts)) throw error;
    } finally {
      releaseHeld(prepared);
    }
  }
  throw refuse('busy', grantIdOf(request.grant));
}
