import type { TimerCall } from '../../kit/host/serve-timer';
import { workThrough } from '../../kit/host/work-through';
import { atMost } from '../../kit/store/query/condition';
import { bindReferral } from '../join/bind-referral';
import { deliverReward } from './deliver-reward';

export type InviteSweepReport = {
  /** Newcomers whose attribution was written down. */
  invitesAttributed: number;
  /** Rewards given or taken back. */
  inviteRewards: number;
};

const PAGE = 100;
const TROUBLE = 'invite_not_paid_out';

type Sweep = Pick<TimerCall, 'store' | 'now' | 'outOfTime'>;

/** What joins and the clock left to do about invites; its cost grows with what is due. Two sweeps at once do it once. */
export async function payOutInvites(call: Sweep): Promise<InviteSweepReport> {
  const { store, now } = call;
  const invitesAttributed = await workThrough(call, {
    collection: 'members',
    trouble: TROUBLE,
    readPage: (cursor) =>
      store.members.find({ where: { inviteState: 'due' }, orderBy: '_id', limit: PAGE, cursor }),
    work: ({ _id }) => store.transact((transaction) => bindReferral(transaction, _id, now)),
  });
  const inviteRewards = await workThrough(call, {
    collection: 'inviteRewards',
    trouble: TROUBLE,
    readPage: (cursor) =>
      store.inviteRewards.find({ where: { dueAt: atMost(now) }, orderBy: 'dueAt', limit: PAGE, cursor }),
    work: (reward) => deliverReward(call, reward),
  });
  return { invitesAttributed, inviteRewards };
}
