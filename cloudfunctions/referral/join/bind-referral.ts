import type { InviteRule, TouchWhy } from '../../../contracts/referral/invite-rule';
import { fen } from '../../../contracts/primitives/fen';
import type { MemberId } from '../../../contracts/primitives/ids';
import { addMs, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import { readSameness } from '../../kit/person/read-sameness';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { chosen } from '../rules/attribution';
import { issueJoinRewards, type Referral } from '../reward/issue-rewards';
import { loadInviter, newInviter, readPerson } from './load-inviter';
import { readRuleAt } from './read-rule';
import { judge, withFriend, withRecent, type Verdict } from '../rules/standing';

type Member = DocumentOf<'members'>;
type Invite = NonNullable<Member['invite']>;

/**
 * Writes down who is attributed a member that joined a moment ago: the journal, and for a friend's code the referral
 * with its rewards. In the caller's transaction, once: the member's mark decides. The inviter's own inviter is never
 * looked at: one level, whatever the rule says.
 */
export async function bindReferral(
  transaction: TransactionStore,
  memberId: MemberId,
  now: Instant,
): Promise<void> {
  const member = await transaction.members.get(memberId);
  if (member?.inviteState !== 'due') return;
  const touch = member.invite && (await readTouch(transaction, member, member.invite));
  const bound = touch && (await bindInvite(transaction, member, touch, now));
  await transaction.attributionJournal.insert(attributionOf(member, touch, bound, now));
  await transaction.members.update(memberId, { inviteState: bound ? 'done' : 'none', invite: null });
}

interface Touched {
  code: DocumentOf<'inviteCodes'>;
  at: Instant;
  why: TouchWhy;
}

/** The touch that is attributed. An unknown code is no touch: an earlier one may count. */
async function readTouch(
  transaction: TransactionStore,
  { joinedAt }: Member,
  { code, key, policy }: Invite,
): Promise<Touched | null> {
  const own = code && (await transaction.inviteCodes.get(code));
  const touches = await transaction.inviteTouches.get(key);
  const joined = own ? { code: own._id, at: joinedAt } : null;
  const attributed = chosen(joined, touches?.invite ?? null, policy, joinedAt);
  if (!attributed) return null;
  const { touch, why } = attributed;
  const found = own?._id === touch.code ? own : await transaction.inviteCodes.get(touch.code);
  return found && { code: found, at: touch.at, why };
}

async function bindInvite(
  transaction: TransactionStore,
  member: Member,
  touched: Touched,
  now: Instant,
): Promise<Referral> {
  const { code } = touched;
  const person = await readPerson(transaction, code.memberId);
  const rule = await readRuleAt(transaction, member.joinedAt);
  const inviterId = person?._id ?? code.memberId;
  const inviter = person
    ? await loadInviter(transaction, person._id, code._id)
    : newInviter(inviterId, code._id);
  const verdict = judge(
    {
      inviteeId: member._id,
      inviterId: person?._id ?? null,
      sameness: person
        ? await readSameness(
            transaction,
            { memberIds: [member._id], keys: [], members: [member] },
            { memberIds: [person._id], keys: [], members: [person] },
          )
        : 'different',
      isFrozen: person !== null && person.frozen !== null,
      isReturning: member.returned,
      touchedAt: touched.at,
      codeRevokedAt: code.revokedAt,
      joinedAt: member.joinedAt,
    },
    rule,
    inviter,
  );
  const referral = newReferral(member, touched, inviterId, rule, verdict);
  await transaction.referrals.insert(referral);
  if (!rule || verdict.state === 'refused') return referral;
  const seen = withRecent(inviter, member.joinedAt);
  const friends = withFriend(seen, member.joinedAt, verdict.capped);
  const after =
    verdict.state === 'held' ? seen : await issueJoinRewards(transaction, referral, rule, friends, now);
  await transaction.inviters.replace(after);
  return referral;
}

function newReferral(
  member: Member,
  { code, at, why }: Touched,
  inviterId: MemberId,
  rule: InviteRule | null,
  { state, reason, capped }: Verdict,
): Referral {
  return {
    _id: member._id,
    inviterId,
    inviteeId: member._id,
    key: member._id,
    code: code._id,
    touchedAt: at,
    why,
    joinedAt: member.joinedAt,
    ruleVersion: rule?.version ?? null,
    state,
    reason,
    capped,
    minOrderFen: rule?.firstOrder.minFen ?? fen(0),
    orderUntil: rule && addMs(member.joinedAt, rule.firstOrder.withinDays * DAY_MS),
    order: null,
    turn: 0,
    decided: null,
    heldLateAt: null,
    voidedBy: null,
  };
}

const outcomes = { counted: 'attributed', held: 'held', refused: 'refused' } as const;

function attributionOf(
  { _id, attribution, invite }: Member,
  touched: Touched | null,
  bound: Referral | null,
  now: Instant,
): DocumentOf<'attributionJournal'> {
  const withoutFriend = attribution ? ('attributed' as const) : ('none' as const);
  return {
    _id: `${_id}:join`,
    memberId: _id,
    leaderId: attribution?.leaderId ?? null,
    leaderCode: attribution?.leaderCode ?? null,
    inviterId: bound?.inviterId ?? null,
    inviteCode: touched?.code._id ?? invite?.code ?? null,
    why: touched?.why ?? null,
    touchedAt: touched?.at ?? null,
    outcome: bound ? outcomes[bound.state] : invite?.code ? 'unknown_code' : withoutFriend,
    reason: bound?.reason ?? null,
    by: 'join',
    at: now,
  };
}
