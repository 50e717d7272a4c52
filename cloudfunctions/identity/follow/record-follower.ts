import * as z from 'zod';
import { instant as toInstant, type Instant } from '../../../contracts/primitives/time';
import type { UnionId } from '../../../contracts/primitives/ids';
import { openId } from '../../../contracts/values';
import type { TimerCall } from '../../kit/host/serve-timer';
import { followerId, followerKey, unionIdKey } from '../../kit/store/query/document-ids';
import type { TransactionStore } from '../../kit/store/store';
import type { Follower } from '../../kit/wechat/client';
import { identityEntry } from '../../kit/person/identity-entry';
import { earnForEvent } from '../../points/book/earn-for-event';

/** What the events function and the backfill have in common. */
export type FollowerCall = Pick<TimerCall, 'store' | 'settings' | 'now' | 'wechat'>;

const followEvent = z.object({
  FromUserName: openId,
  CreateTime: z.coerce.number().int().positive(),
  Event: z.enum(['subscribe', 'unsubscribe']),
});

/** The names under which the table of events finds this area. */
export const followEventNames = followEvent.shape.Event.options;

/**
 * Somebody followed the official account or stopped. Events come late and in any order: the newest one counts. Who it is
 * comes from WeChat's user info, which names the unionid.
 */
export async function recordFollowEvent(call: FollowerCall, raw: unknown): Promise<'recorded' | 'ignored'> {
  const parsed = followEvent.safeParse(raw);
  if (!parsed.success || !call.settings.officialAccount) return 'ignored';
  const { FromUserName, CreateTime, Event } = parsed.data;
  const subscribed = Event === 'subscribe';
  // WeChat tells nothing more about somebody who no longer follows.
  const [info] = subscribed ? await call.wechat.readFollowers([FromUserName]) : [];
  const follower = { openId: FromUserName, subscribed, unionId: info?.unionId ?? null };
  await recordFollower(call, follower, toInstant(CreateTime * 1000));
  return 'recorded';
}

/** @returns whether the follower is linked to a member now and was not before */
export async function recordFollower(
  call: FollowerCall,
  follower: Follower,
  eventAt: Instant,
): Promise<boolean> {
  const { store, settings, now } = call;
  const account = settings.officialAccount;
  if (!account) return false;
  const id = followerId(account.appId, follower.openId);
  return store.transact(async (transaction) => {
    const known = await transaction.followers.get(id);
    const unionId = follower.unionId ?? known?.unionId ?? null;
    const memberId = await memberOf(transaction, unionId);
    const isNewer = !known || eventAt >= known.eventAt;
    await transaction.followers.replace({
      _id: id,
      unionId,
      memberId: memberId ?? known?.memberId ?? null,
      subscribed: isNewer ? follower.subscribed : known.subscribed,
      eventAt: isNewer ? eventAt : known.eventAt,
      updatedAt: now,
    });
    const followed = memberId ?? known?.memberId ?? null;
    if (followed !== null && isNewer && follower.subscribed)
      await earnForEvent(transaction, { memberId: followed, event: 'follow', occasion: followed, now });
    if (memberId === null || known?.memberId === memberId) return false;
    const key = followerKey(id);
    if (await transaction.identities.get(key)) await transaction.identities.update(key, { memberId });
    else await transaction.identities.insert(identityEntry(key, memberId, now));
    return true;
  });
}

async function memberOf(transaction: TransactionStore, unionId: UnionId | null) {
  if (unionId === null) return null;
  return (await transaction.identities.get(unionIdKey(unionId)))?.memberId ?? null;
}
