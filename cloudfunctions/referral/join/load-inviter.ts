import type { InviteCode, LeaderCode, MemberId } from '../../../contracts/primitives/ids';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';

export type Inviter = DocumentOf<'inviters'>;

export const newInviter = (memberId: MemberId, code: InviteCode): Inviter => ({
  _id: memberId,
  code,
  needsCode: false,
  renewedBy: null,
  shownName: null,
  friends: 0,
  rewarded: 0,
  day: null,
  recent: [],
  ordered: 0,
  milestones: [],
  doubled: [],
});

/** The member behind an id, through merges; null when the account was closed. */
export async function readPerson(
  { members }: { members: { get(id: string): Promise<DocumentOf<'members'> | null> } },
  memberId: MemberId,
): Promise<DocumentOf<'members'> | null> {
  return followPerson({ members }, await members.get(memberId));
}

/** The same for whoever has read the member. */
export async function followPerson(
  { members }: { members: { get(id: string): Promise<DocumentOf<'members'> | null> } },
  read: DocumentOf<'members'> | null,
): Promise<DocumentOf<'members'> | null> {
  let member = read;
  // A merge leads tombstones straight to the kept member; one under way may take a step more.
  for (let step = 0; member?.mergedInto && step < 4; step += 1) member = await members.get(member.mergedInto);
  return member;
}

/** The code of the leader whose team a member is in now: friends join the same team. */
export const readLeaderCode = async (
  { leaders }: { leaders: { get(id: string): Promise<DocumentOf<'leaders'> | null> } },
  { leaderId }: Pick<DocumentOf<'members'>, 'leaderId'>,
): Promise<LeaderCode | null> =>
  leaderId === null ? null : ((await leaders.get(leaderId))?.leaderCode ?? null);

/** The counts of an inviter; somebody kept by a merge may have none of their own yet. */
export const loadInviter = async (
  { inviters }: Pick<TransactionStore, 'inviters'>,
  memberId: MemberId,
  code: InviteCode,
): Promise<Inviter> => (await inviters.get(memberId)) ?? newInviter(memberId, code);
