import type { LedgerEntry } from '../../../contracts/points/points-ledger';
import type { MemberId } from '../../../contracts/primitives/ids';
import { points } from '../../../contracts/primitives/points';
import {
  addMs,
  chinaDateOf,
  endOfChinaDay,
  HOUR_MS,
  type ChinaDate,
  type Instant,
} from '../../../contracts/primitives/time';
import { inParallel } from '../../kit/instance/in-parallel';
import type { TimerCall } from '../../kit/host/serve-timer';
import { logLine } from '../../kit/log/log-line';
import { atMost, moreThan } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore, Store } from '../../kit/store/store';
import { emptyAccount, post, type Book } from '../rules/ledger';
import { listLostEntries } from './list-lost-entries';
import { saveBook } from '../book/load-book';
import { differencesOf, isSound, sumEntries, type Difference } from '../rules/reconciliation';

type Account = DocumentOf<'pointsAccounts'>;
type Ledger = Pick<ReadStore, 'pointsAccounts' | 'pointsEntries'>;

export interface AccountDifference {
  memberId: MemberId;
  differences: Difference[];
  /** False when the ledger itself makes no sense: then nothing can be rebuilt from it. */
  repairable: boolean;
}

const ENTRY_PAGE = 900;
/** Accounts between two looks at the time, some of them at once. */
const ACCOUNT_PAGE = 50;
const AT_ONCE = 10;
/** Looked at from four in the morning, China time. */
const STARTS_AFTER_MS = 4 * HOUR_MS;
/** As many differences are kept; more of them is one trouble, not many. */
const MOST_KEPT = 50;
/** Every entry there is. */
const ALL = Number.MAX_SAFE_INTEGER;

/** The entries an account has counted; what is written meanwhile has a higher number and is left out. */
async function readEntries(store: Ledger, { _id, entryCount }: Account): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Ledger['pointsEntries']['find']>> = await store.pointsEntries.find({
      where: { memberId: _id, number: atMost(entryCount) },
      orderBy: 'number',
      direction: 'desc',
      limit: ENTRY_PAGE,
      cursor,
      unreadable: 'refuse',
    });
    entries.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return entries;
}

/** The day whose audit is on at this moment, and when the next one begins. */
export const dayOfAudit = (now: Instant): ChinaDate => chinaDateOf(addMs(now, -STARTS_AFTER_MS));
export const nextAuditAt = (now: Instant): Instant =>
  addMs(endOfChinaDay(addMs(now, -STARTS_AFTER_MS)), STARTS_AFTER_MS);

/** Recomputes one account from its entries; null when both agree. */
async function reconcileAccount(store: Ledger, account: Account): Promise<AccountDifference | null> {
  const sum = sumEntries(await readEntries(store, account));
  const differences = differencesOf(account, sum);
  return differences.length === 0 ? null : { memberId: account._id, differences, repairable: isSound(sum) };
}

interface Progress {
  /** Looked at: accounts. */
  accounts: number;
  found: AccountDifference[];
  /** Where to go on; null: all were looked at. */
  cursor: string | null;
}

/** Recomputes accounts in the order of their ids, a page at a time, until all are done or `enough` says stop. */
export async function reconcileAccounts(
  store: Ledger,
  from: string | null,
  enough: () => boolean,
): Promise<Progress> {
  const progress: Progress = { accounts: 0, found: [], cursor: from };
  do {
    const page: Awaited<ReturnType<Ledger['pointsAccounts']['find']>> = await store.pointsAccounts.find({
      where: { entryCount: moreThan(-1) },
      orderBy: '_id',
      limit: ACCOUNT_PAGE,
      cursor: progress.cursor,
    });
    const differing = new Map<MemberId, AccountDifference>();
    await inParallel(page.items, AT_ONCE, async (account) => {
      const difference = await reconcileAccount(store, account);
      if (difference) differing.set(account._id, difference);
    });
    progress.found.push(...page.items.flatMap(({ _id }) => differing.get(_id) ?? []));
    progress.accounts += page.items.length;
    progress.cursor = page.nextCursor;
  } while (progress.cursor !== null && !enough());
  return progress;
}

/** Members with entries and no account: their account is compared as an empty one. */
export async function reconcileLost(
  store: Ledger & Pick<ReadStore, 'members'>,
  from: string | null,
  enough: () => boolean,
  now: Instant,
): Promise<Progress> {
  const { memberIds, cursor } = await listLostEntries(store, from, enough);
  const found: AccountDifference[] = [];
  for (const memberId of memberIds) {
    const difference = await reconcileAccount(store, { ...emptyAccount(memberId, now), entryCount: ALL });
    if (difference)
      found.push({
        ...difference,
        differences: [
          { what: 'account', account: 'missing', ledger: 'has entries' },
          ...difference.differences.filter(({ what }) => what !== 'entries'),
        ],
      });
  }
  return { accounts: 0, found, cursor };
}

/**
 * The daily check, a piece per minute while there is time: first every account against its entries, then every entry for its
 * account. `pointsAudits/<day>` remembers how far it came and what it found. It changes no account: that is done on
 * request (`npm run verify-ledger -- --repair`).
 */
export async function reconcilePoints(call: TimerCall): Promise<{ pointsDifferences?: number }> {
  const { store, now } = call;
  const day = dayOfAudit(now);
  const begun = await store.pointsAudits.get(day);
  if (begun?.finishedAt) return {};
  const audit: Audit = begun ?? firstPiece(day);
  const { stage, cursor: from } = audit;
  const { accounts, found, cursor } =
    stage === 'accounts'
      ? await reconcileAccounts(store, from, call.outOfTime)
      : await reconcileLost(store, from, call.outOfTime, now);
  const told = found.map(({ memberId, differences }) => ({
    memberId,
    what: differences.map(({ what }) => what),
  }));
  for (const { memberId, what } of told)
    logLine('error', 'points_difference', { memberId, what: what.join(' ') });
  const isOver = cursor === null && stage === 'entries';
  await store.transact(async (transaction) => {
    const current = (await transaction.pointsAudits.get(day)) ?? firstPiece(day);
    // Another sweep was faster: what it found stays.
    if (current.cursor !== from || current.stage !== stage || current.finishedAt !== null) return;
    await transaction.pointsAudits.replace({
      _id: day,
      stage: cursor === null ? 'entries' : stage,
      cursor,
      accounts: audit.accounts + accounts,
      found: [...audit.found, ...told].slice(0, MOST_KEPT),
      finishedAt: isOver ? now : null,
    });
  });
  if (cursor === null && stage === 'accounts' && !call.outOfTime()) {
    const rest = await reconcilePoints(call);
    return { pointsDifferences: found.length + (rest.pointsDifferences ?? 0) };
  }
  return { pointsDifferences: found.length };
}

type Audit = DocumentOf<'pointsAudits'>;

const firstPiece = (day: string): Audit => ({
  _id: day,
  stage: 'accounts',
  cursor: null,
  accounts: 0,
  found: [],
  finishedAt: null,
});

/**
 * Sets an account to what its entries come to, on request, with an entry that says so. The ledger is the truth: the entry
 * changes no sum.
 * @throws Error when the ledger itself makes no sense
 */
export async function repairAccount(
  store: Store,
  memberId: MemberId,
  requestId: string,
  now: Instant,
): Promise<boolean> {
  const stored = await store.pointsAccounts.get(memberId);
  const account = stored ?? emptyAccount(memberId, now);
  const difference = await reconcileAccount(store, stored ?? { ...account, entryCount: ALL });
  if (!difference) return false;
  if (!difference.repairable)
    throw new Error(`the ledger of ${memberId} makes no sense: nothing is rebuilt from it`);
  const sum = sumEntries(await readEntries(store, { ...account, entryCount: ALL }));
  await store.transact(async (transaction) => {
    const current = await transaction.pointsAccounts.get(memberId);
    // Something was written meanwhile: look again.
    if (current?.entryCount !== stored?.entryCount) return;
    const rebuilt = {
      ...(current ?? account),
      balance: points(sum.balance),
      pending: points(sum.pending),
      debt: points(sum.debt),
      lots: sum.lots,
      entryCount: sum.entries,
    };
    const book: Book = { account: rebuilt, entries: [], now, isNew: current === null };
    await saveBook(
      transaction,
      post(book, {
        kind: 'repair',
        key: `${memberId}-${requestId}`,
        moves: [],
        source: { kind: 'audit', id: requestId },
        reason: `核对更正：余额 ${account.balance} → ${sum.balance}`,
      }),
    );
  });
  return true;
}
