import { refuse } from '../../../contracts/errors';
import type { RequestId } from '../../../contracts/primitives/ids';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import type { TimerCall } from '../../kit/host/serve-timer';
import type { DocumentOf } from '../../kit/store/schema';
import { linkSlice, SLICE } from './link-slice';
import type { FollowerCall } from './record-follower';

type Backfill = DocumentOf<'followerBackfills'>;
type Backfilling = FollowerCall & Pick<TimerCall, 'outOfTime'>;

/**
 * Links followers from before the event push was set up. WeChat lists up to 10,000 openids at once; they are looked at fifty
 * at a time, the position is written down after each slice, and whatever time a call has not, the sweep has.
 * @throws TuankaError official_account_missing
 */
export async function backfillFollowers(call: WriteCall<'operator'>) {
  const { settings, requestId } = call;
  if (!settings.officialAccount) throw refuse('official_account_missing');
  const begun = await beginBackfill(call, settings.officialAccount.appId, requestId);
  const { status, seen, linked } = await continueBackfill(call, begun);
  return { status, seen, linked };
}

/** Continues what a call left; how many were looked at. */
export async function resumeBackfills(call: TimerCall): Promise<{ followersSeen: number }> {
  const account = call.settings.officialAccount;
  const found = account ? await call.store.followerBackfills.get(account.appId) : null;
  if (found?.status !== 'running') return { followersSeen: 0 };
  const after = await continueBackfill(call, found);
  return { followersSeen: after.seen - found.seen };
}

/** The one that runs, the one this request began, or a new one. */
async function beginBackfill(
  call: WriteCall<'operator'>,
  _id: string,
  requestId: RequestId,
): Promise<Backfill> {
  const { store, now } = call;
  const fresh: Backfill = {
    _id,
    requestId,
    status: 'running',
    listedAfter: null,
    handled: null,
    seen: 0,
    linked: 0,
    at: now,
  };
  return store.transact(async (transaction) => {
    const known = await transaction.followerBackfills.get(_id);
    if (known && (known.status === 'running' || known.requestId === requestId)) return known;
    await transaction.followerBackfills.replace(fresh);
    await recordAudit(transaction, call, {
      action: 'identity.backfillFollowers',
      subjectId: _id,
      after: { status: 'begun' },
    });
    return fresh;
  });
}

async function continueBackfill(call: Backfilling, from: Backfill): Promise<Backfill> {
  let backfill = from;
  while (backfill.status === 'running' && !call.outOfTime()) {
    const before = backfill;
    backfill = await lookThroughPage(call, backfill);
    // A rival is at it.
    if (backfill === before) break;
  }
  return backfill;
}

/** What is left of the page of WeChat's list it is at, as far as time goes. */
async function lookThroughPage(call: Backfilling, from: Backfill): Promise<Backfill> {
  const { openIds, next } = await call.wechat.listFollowers(from.listedAfter);
  // Who stopped following since is not listed any more: then the page is looked at again, which changes nothing.
  let at = from.handled === null ? 0 : openIds.findIndex((openId) => openId === from.handled) + 1;
  let backfill = from;
  while (at < openIds.length) {
    if (call.outOfTime()) return backfill;
    const slice = openIds.slice(at, at + SLICE);
    const linked = await linkSlice(call, slice);
    at += slice.length;
    const done = { seen: backfill.seen + slice.length, linked: backfill.linked + linked };
    const advanced = await advance(call, backfill, { ...done, handled: slice.at(-1) ?? null });
    if (!advanced) return from;
    backfill = advanced;
  }
  const turned = await advance(
    call,
    backfill,
    next === null ? { status: 'done' } : { listedAfter: next, handled: null },
  );
  return turned ?? from;
}

/** Null when a rival moved it on. */
async function advance(
  { store }: Backfilling,
  { _id, ...before }: Backfill,
  step: Partial<Omit<Backfill, '_id'>>,
): Promise<Backfill | null> {
  const { requestId, listedAfter, handled, seen } = before;
  const isOurs = await store.followerBackfills.updateIf(
    _id,
    { status: 'running', requestId, listedAfter, handled, seen },
    step,
  );
  return isOurs ? { _id, ...before, ...step } : null;
}
