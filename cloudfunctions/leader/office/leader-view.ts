import type { LeaderView } from '../../../contracts/leader/leader-office';
import type { LeaderCode, LeaderId } from '../../../contracts/primitives/ids';
import { noSums, shownFigures, sumsOf, type Sums } from '../figures/figures';

interface Leader {
  _id: LeaderId;
  name: string;
  groupName: string;
  leaderCode: LeaderCode;
  status: LeaderView['status'];
  pausedFor: string | null;
}

/** What the person who leads is known by; before the role was given to an account, by nothing. */
export const leaderKeys = (leader: { openIdKey: string | null } | null): string[] =>
  leader === null || leader.openIdKey === null ? [] : [leader.openIdKey];

export const viewLeader = (leader: Leader, storeName: string, totals: Sums | null): LeaderView => ({
  leaderId: leader._id,
  name: leader.name,
  storeName,
  groupName: leader.groupName,
  leaderCode: leader.leaderCode,
  status: leader.status,
  reason: leader.pausedFor,
  figures: shownFigures(totals ? sumsOf(totals) : noSums()),
});
