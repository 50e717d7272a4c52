import type { ReadCall } from '../../kit/host/call';
import { handlesFor } from '../../kit/ids/handle-key';
import { friendName } from '../rules/friend-name';
import { viewReason } from '../rules/reason-text';
import { rewardIdOf } from '../rules/reward';
import { friendProgressText, viewInviteReward } from './view';
import { latestFirst } from '../../kit/store/query/latest-first';

/** The member's friends, latest first: four database calls a page, however many there are. */
export async function listFriends(call: ReadCall<'member'>, { cursor }: { cursor: string | null }) {
  const { store, member, now } = call;
  const handleFor = handlesFor(call);
  const { items, nextCursor } = await store.referrals.find(
    latestFirst('joinedAt', cursor, { inviterId: member._id }),
  );
  const [people, rewards] = await Promise.all([
    store.members.getMany([...new Set(items.map(({ inviteeId }) => inviteeId))]),
    store.inviteRewards.getMany(
      items.flatMap(({ key, turn }) => [
        rewardIdOf('registered', key, 'inviter', 0),
        rewardIdOf('first_order', key, 'inviter', turn),
        ...(turn > 0 ? [rewardIdOf('first_order', key, 'inviter', turn - 1)] : []),
      ]),
    ),
  ]);
  const friends = items.map((referral) => ({
    id: handleFor(referral.key),
    name: friendName(people.find(({ _id }) => _id === referral.inviteeId) ?? null),
    joinedAt: referral.joinedAt,
    state: referral.state,
    reason: viewReason(referral.reason),
    progress: friendProgressText(referral, referral.orderUntil !== null && now < referral.orderUntil),
    rewards: rewards
      .filter(({ referralId }) => referralId === referral.key)
      .sort((a, b) => b.event.localeCompare(a.event) || a._id.localeCompare(b._id))
      .map((reward) => viewInviteReward(reward, handleFor)),
  }));
  return { friends, nextCursor, now };
}

/** Every reward of the member, latest first. */
export async function listRewards(call: ReadCall<'member'>, { cursor }: { cursor: string | null }) {
  const { store, member, now } = call;
  const handleFor = handlesFor(call);
  const { items, nextCursor } = await store.inviteRewards.find(
    latestFirst('createdAt', cursor, { memberId: member._id }),
  );
  return { rewards: items.map((reward) => viewInviteReward(reward, handleFor)), nextCursor, now };
}
