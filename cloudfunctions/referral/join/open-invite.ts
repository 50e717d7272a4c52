import type { InviteReason } from '../../../contracts/referral/invite-rule';
import { fen } from '../../../contracts/primitives/fen';
import type { InviteCode, LeaderCode } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { findMember, readMember } from '../../kit/person/find-member';
import type { WriteCall } from '../../kit/host/call';
import { openIdKey } from '../../kit/store/query/document-ids';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { touchedAgain, type LeaderTouch } from '../rules/attribution';
import { inviterName } from '../rules/friend-name';
import { readLeaderCode, readPerson } from './load-inviter';
import { readRule } from './read-rule';
import { inviteeLines } from '../rules/rule-text';
import { scanMonthOf } from '../rules/scan-month';
import { isInForce } from '../rules/standing';

type Member = DocumentOf<'members'>;
type Code = DocumentOf<'inviteCodes'>;

interface Opened {
  inviteCode: InviteCode | null;
  leaderCode: LeaderCode | null;
}

/** Who invites, for the landing page; and the touch, for the attribution. An unknown code touches nothing. */
export async function openInvite(call: WriteCall, opened: Opened) {
  const { store, caller, now } = call;
  const [known, code, leaderEntry, rule] = await Promise.all([
    findMember(store, caller),
    opened.inviteCode === null ? null : store.inviteCodes.get(opened.inviteCode),
    opened.leaderCode === null ? null : store.leaderCodes.get(opened.leaderCode),
    readRule(store),
  ]);
  const person = code && (await readPerson(store, code.memberId));
  const viewer = known.memberId ? await readMember(store, known.memberId, 'internal') : null;
  const isOwn = viewer !== null && person?._id === viewer._id;
  const isActive = code !== null && code.revokedAt === null && person !== null;

  if (!viewer) await recordTouch(call, isActive ? code : null, leaderEntry);
  else if (isActive && !isOwn) await recordAttempt(call, code, person, viewer);

  const [inviter, leaderCode] = isActive
    ? await Promise.all([store.inviters.get(person._id), readLeaderCode(store, person)])
    : [null, null];
  const codeState = isActive ? ('active' as const) : code ? ('revoked' as const) : ('unknown' as const);
  return {
    codeState: opened.inviteCode === null ? ('none' as const) : codeState,
    viewer: isOwn ? ('inviter' as const) : viewer ? ('member' as const) : ('guest' as const),
    inviter: isActive ? { name: inviterName(inviter?.shownName ?? null, person) } : null,
    leaderCode,
    inviteeLines: isActive && rule && isInForce(rule, now) ? inviteeLines(rule) : [],
  };
}

const leaderTouch = ({ _id, leaderId, storeId }: DocumentOf<'leaderCodes'>, at: Instant): LeaderTouch => ({
  leaderCode: _id,
  leaderId,
  storeId,
  at,
});

async function recordTouch(
  { store, caller, settings, now }: WriteCall,
  code: Code | null,
  leaderEntry: DocumentOf<'leaderCodes'> | null,
): Promise<void> {
  const leader = leaderEntry?.status === 'active' ? leaderTouch(leaderEntry, now) : null;
  if (!code && !leader) return;
  const policy = settings.referralRules;
  await store.transact(async (transaction) => {
    const _id = openIdKey(caller.appId, caller.openId);
    const before = await transaction.inviteTouches.get(_id);
    await transaction.inviteTouches.replace({
      _id,
      invite: code
        ? touchedAgain(before?.invite ?? null, { code: code._id, at: now }, policy)
        : (before?.invite ?? null),
      leader: leader ? touchedAgain(before?.leader ?? null, leader, policy) : (before?.leader ?? null),
      touchedAt: now,
    });
    if (!before) await countFirstScan(transaction, _id, now);
  });
}

/** The first step of the funnel: once for whoever was never here before. */
async function countFirstScan(
  transaction: Pick<TransactionStore, 'scanMonths'>,
  key: string,
  now: Instant,
): Promise<void> {
  const { _id, month } = scanMonthOf(key, now);
  const counted = await transaction.scanMonths.get(_id);
  await transaction.scanMonths.replace({ _id, month, people: (counted?.people ?? 0) + 1 });
}

/** A member opened a friend's card: the friend reads why it does not count. Once per pair; an own friend is no attempt. */
async function recordAttempt(
  { store, now }: WriteCall,
  code: Code,
  inviter: Member,
  viewer: Member,
): Promise<void> {
  const _id = `${inviter._id}:${viewer._id}`;
  // Joined a moment ago, maybe through this very card: the sweep writes down whose friend it is.
  if (viewer.inviteState === 'due') return;
  await store.transact(async (transaction) => {
    if (await transaction.referrals.get(_id)) return;
    const own = await transaction.referrals.get(viewer._id);
    if (own?.inviterId === inviter._id) return;
    const theirs = await transaction.referrals.get(inviter._id);
    const reason: InviteReason = theirs?.inviterId === viewer._id ? 'reciprocal_pair' : 'existing_member';
    await transaction.referrals.insert({
      _id,
      inviterId: inviter._id,
      inviteeId: viewer._id,
      key: _id,
      code: code._id,
      touchedAt: now,
      why: 'last_touch',
      joinedAt: now,
      ruleVersion: null,
      state: 'refused',
      reason,
      capped: false,
      minOrderFen: fen(0),
      orderUntil: null,
      order: null,
      decided: null,
      heldLateAt: null,
      turn: 0,
      voidedBy: null,
    });
  });
}
