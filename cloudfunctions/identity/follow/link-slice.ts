import type { MemberId, OpenId } from '../../../contracts/primitives/ids';
import { instant } from '../../../contracts/primitives/time';
import { inParallel } from '../../kit/instance/in-parallel';
import { isPassing } from '../../kit/host/work-through';
import { logLine } from '../../kit/log/log-line';
import { followerId, unionIdKey } from '../../kit/store/query/document-ids';
import type { DocumentOf } from '../../kit/store/schema';
import { setAside } from '../../kit/store/quarantine';
import { Duplicate } from '../../kit/store/store-error';
import type { Follower } from '../../kit/wechat/client';
import { recordFollower, type FollowerCall } from './record-follower';

type KnownFollower = DocumentOf<'followers'>;

/** Half of what WeChat tells about at once (platform-facts, section 1 [R]): linking each takes a transaction of its own. */
export const SLICE = 50;
const AT_ONCE = 10;
/** A transaction has less than 30 operations (decision 0031). */
const TOGETHER = 25;
/** Older than any event: it only fills what is missing. */
const LONG_AGO = instant(0);

/** What has to be done about a listed follower. */
type Need = 'nothing' | 'insert' | 'record';

function needOf(follower: Follower, known: KnownFollower | undefined, memberId: MemberId | null): Need {
  if (!known) return memberId === null ? 'insert' : 'record';
  const unionId = follower.unionId ?? known.unionId;
  const isToldLater = known.eventAt > LONG_AGO;
  const isSame =
    known.unionId === unionId &&
    (memberId === null || known.memberId === memberId) &&
    (isToldLater || known.subscribed === follower.subscribed);
  return isSame ? 'nothing' : 'record';
}

/** Asks WeChat about some followers and links those that can be; a follower nobody knows yet is written down with the others. */
export async function linkSlice(call: FollowerCall, openIds: readonly OpenId[]): Promise<number> {
  const { store, settings, wechat, now } = call;
  const account = settings.officialAccount;
  if (!account || openIds.length === 0) return 0;
  const followers = await wechat.readFollowers(openIds);
  const idOf = ({ openId }: Follower): string => followerId(account.appId, openId);
  const unionKeys = followers.flatMap(({ unionId }) => (unionId === null ? [] : [unionIdKey(unionId)]));
  const [known, owners] = await Promise.all([
    store.followers.getMany(followers.map(idOf)),
    store.identities.getMany(unionKeys),
  ]);
  const knownOf = new Map(known.map((follower) => [follower._id, follower]));
  const memberOf = new Map(owners.map(({ _id, memberId }) => [_id, memberId]));
  const needs = followers.map((follower) => {
    const memberId = follower.unionId === null ? null : (memberOf.get(unionIdKey(follower.unionId)) ?? null);
    return { follower, need: needOf(follower, knownOf.get(idOf(follower)), memberId) };
  });
  const wanting = (wanted: Need): Follower[] =>
    needs.filter(({ need }) => need === wanted).map(({ follower }) => follower);
  const toRecord = wanting('record');
  const strangers = wanting('insert').map((follower) => ({
    _id: idOf(follower),
    unionId: follower.unionId,
    memberId: null,
    subscribed: follower.subscribed,
    eventAt: LONG_AGO,
    updatedAt: now,
  }));
  try {
    for (let from = 0; from < strangers.length; from += TOGETHER)
      await store.transact((transaction) =>
        transaction.followers.insert(...strangers.slice(from, from + TOGETHER)),
      );
  } catch (error) {
    // One of them told of itself meanwhile, or this was our own commit whose answer was lost: each for itself.
    if (!(error instanceof Duplicate)) throw error;
    toRecord.push(...wanting('insert'));
  }
  let linked = 0;
  await inParallel(toRecord, AT_ONCE, async (follower) => {
    if (await linkOne(call, follower, idOf(follower))) linked += 1;
  });
  return linked;
}

/** One whose documents are broken stands aside; the others go on, and a later backfill or event takes it again. */
async function linkOne(call: FollowerCall, follower: Follower, id: string): Promise<boolean> {
  try {
    return await recordFollower(call, follower, LONG_AGO);
  } catch (error) {
    if (isPassing(error)) throw error;
    const trouble = { collection: 'followers', id, trouble: 'follower_not_linked' } as const;
    const detail = String(error);
    logLine('error', trouble.trouble, { detail });
    await setAside(call.store, { ...trouble, detail }, call.now);
    return false;
  }
}
