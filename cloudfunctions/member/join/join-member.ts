import type { PhoneOutcome } from '../../../contracts/member/member';
import { refuse, TuankaError } from '../../../contracts/errors';
import type { ClaimId, InviteCode, LeaderCode, MemberId } from '../../../contracts/primitives/ids';
import { newCard } from '../../card/new-card';
import { readJoinOffer, requireOpen, type OpenOffer } from '../../card/read-join-offer';
import { packGrant } from '../../coupon/issue/grant';
import { issueInTransaction } from '../../coupon/issue/issue-in-transaction';
import { viewCoupon } from '../../coupon/wallet/view';
import { readHeldCharter } from '../../growth/charter/read-held-charter';
import { movePhone, readPhoneOwner } from '../../identity/person/move-phone';
import { exchangePhone, type VerifiedPhone } from '../../kit/identity/exchange-phone';
import { keepReminders, NOTHING_KEPT } from '../../kit/facts/tell-untold';
import { closedMarksOf } from '../../kit/person/closed-marks';
import { findMember, keysOf, type KnownIdentity } from '../../kit/person/find-member';
import { newCardNumber, newMemberId } from '../../kit/ids/new-id';
import { knownSettings } from '../../kit/config/load-settings';
import type { Settings } from '../../kit/config/settings';
import type { BegunUseCase, Opening, WriteCall } from '../../kit/host/call';
import { cardKey, followerKey, openIdKey } from '../../kit/store/query/document-ids';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import { attributionTo } from '../../leader/team/attribution';
import { readArrival, type Entry } from '../../leader/team/read-arrival';
import { readWaitingClaim, requireOwnClaim } from '../../payment/claim/read-claim';
import { attributeClaim, redeemClaim } from '../../payment/claim/redeem-claim';
import { chosen, type Touches } from '../../referral/rules/attribution';
import { closedBefore, type ClosedBefore } from './closed-before';
import { joinedFact } from './joined-fact';
import { newcomer, type Applicant } from './newcomer';
import { readWelcome } from './read-welcome';
import { viewMember } from '../overview/view';

interface JoinInput {
  leaderCode: LeaderCode | null;
  inviteCode: InviteCode | null;
  phoneCode: string | null;
  claimId: ClaimId | null;
  entry: Entry | null;
  /** The version of the charter that was shown. */
  charter: string | null;
}

/** What this join issues: what joining gives now, or what a first payment promised. */
interface Issue {
  plan: OpenOffer['plan'] | DocumentOf<'cardClaims'>['plan'];
  pack: Applicant['pack'];
  channel: Applicant['channel'];
  claimId: ClaimId | null;
  /** The caller asked for the claim; otherwise it was found waiting. */
  asked: boolean;
}

interface PhoneState {
  phone: VerifiedPhone | null;
  outcome: PhoneOutcome;
  /** Somebody who signs in here had the number before. */
  previousId: MemberId | null;
}

/** A new card number may meet an existing one; more often than this it is not chance. */
const ATTEMPTS = 5;

/**
 * Scan to join (J1). The identity documents decide: whoever inserts `openid:<appid>:<openid>` first creates the
 * member, the card, the pack and the reminders in the same transaction; everyone later is already a member.
 * A first payment's claim, asked for or found waiting, is taken in the same way: the card and pack it promised are issued
 * instead of the usual ones, and that payment becomes the new member's (J2).
 * @throws TuankaError offer_not_open, busy, claim_not_found, claim_expired, claim_withdrawn
 */
export const joinMember: BegunUseCase<WriteCall, JoinInput, JoinAnswer> = {
  async begin(opening, input) {
    const read = await readFirst(opening, input);
    return (call) => goOn(call, input, read);
  },
};

type Read = Awaited<ReturnType<typeof readFirst>>;
type JoinAnswer = Awaited<ReturnType<typeof welcome>> | Awaited<ReturnType<typeof createMember>>;

/** All a join has to know, at once and beside the settings. */
async function readFirst(opening: Opening<WriteCall>, input: JoinInput) {
  const { store, caller, settings } = opening;
  const isRead = mayCount(input, knownSettings()?.referralRules ?? null);
  const [known, codeEntry, offered, followers, touches, charter] = await Promise.all([
    findMember(store, caller, closedMarksOf(settings.phone, keysOf(caller))),
    input.leaderCode === null ? null : store.leaderCodes.get(input.leaderCode),
    readIssue(opening, input).catch(refusalOf),
    readFollowers(opening),
    isRead ? readTouches(opening) : null,
    input.charter === null ? null : readHeldCharter(store, input.charter, opening.now),
  ]);
  return { known, codeEntry, offered, followers, touches: isRead ? { touches } : null, charter };
}

async function goOn(call: WriteCall, input: JoinInput, read: Read): Promise<JoinAnswer> {
  const { store, caller, settings } = call;
  const { known, codeEntry, offered, followers } = read;
  const before = { followers, ...closedBefore(known.others) };
  // Whoever is a member hears so, whatever the offer's state.
  if (known.memberId) return welcome(call, known, offered instanceof TuankaError ? null : offered);
  if (offered instanceof TuankaError) throw offered;
  let issue = offered;

  const counts = mayCount(input, settings.referralRules);
  const touches = counts ? (read.touches ?? { touches: await readTouches(call) }).touches : null;
  const attribution = attributionFor(call, input, codeEntry, touches);
  let phoneState = await readPhone(call, input.phoneCode);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const applicant = applicantFor(call, issue, attribution, {
      ...phoneState,
      ...before,
      charter: read.charter,
    });
    try {
      return await createMember(call, applicant, issue.claimId);
    } catch (error) {
      if (isClaimGone(error) && !issue.asked) issue = usualIssue(await readJoinOffer(store));
      else if (!(error instanceof Duplicate)) throw error;
    }
    // One of the identifiers was taken meanwhile: by this caller's other tap, by the phone's owner, or by chance.
    const winner = await findMember(store, caller);
    if (winner.memberId) return welcome(call, winner, issue);
    const { phone } = phoneState;
    const owner = phone && (await readPhoneOwner(store, phone.key, caller.appId));
    // A member known by phone only (imported from another system) is the caller.
    if (phone && owner && !owner.reachable) {
      await store.identities.updateIf(phone.key, { memberId: owner.memberId }, { verifiedAt: call.now });
      return welcome(call, { ...winner, memberId: owner.memberId }, issue);
    }
    if (owner) phoneState = { phone, outcome: 'taken_over', previousId: owner.memberId };
    else if (phoneState.previousId !== null) phoneState = { phone, outcome: 'verified', previousId: null };
  }
  throw refuse('busy', 'card number');
}

/** Somebody who is a member already; a payment that waited for its owner to become one is theirs now. */
async function welcome(call: WriteCall, known: KnownIdentity, issue: Issue | null) {
  const answer = await readWelcome(call, known);
  if (issue && issue.claimId !== null)
    await attributeClaim(call.store, issue.claimId, answer.member.memberId, call.now);
  return answer;
}

/** The reason there is nothing to join for; anything else is no answer. */
function refusalOf(error: unknown): TuankaError {
  if (error instanceof TuankaError && error.code !== 'busy') return error;
  throw error;
}

/** A claim that cannot be used any more still lets a member in: what matters is decided in the transaction. */
async function readIssue({ store, caller, now }: Opening<WriteCall>, { claimId }: JoinInput): Promise<Issue> {
  if (claimId !== null) return claimIssue(await requireOwnClaim(store, caller, claimId), true);
  const [claim, offer] = await Promise.all([readWaitingClaim(store, caller, now), readJoinOffer(store)]);
  return claim ? claimIssue(claim, false) : usualIssue(offer);
}

const claimIssue = ({ _id, plan, pack }: DocumentOf<'cardClaims'>, asked: boolean): Issue => ({
  plan,
  pack,
  channel: 'first_payment',
  claimId: _id,
  asked,
});

const usualIssue = (offer: OpenOffer | null): Issue => ({
  ...requireOpen(offer),
  channel: 'join',
  claimId: null,
  asked: false,
});

/** The claim was withdrawn, ran out or was taken between reading and joining. */
const isClaimGone = (error: unknown): boolean =>
  error instanceof TuankaError &&
  ['claim_withdrawn', 'claim_expired', 'claim_already_used'].includes(error.code);

/** What the caller left here before becoming a member. */
interface Traces extends ClosedBefore {
  /** Follows the official account already. */
  followers: DocumentOf<'followers'>[];
  /** Agreed to by joining; null: none was shown. */
  charter: string | null;
}

/** One database call when WeChat names a unionid, none otherwise; beside the calls a join makes anyway. */
async function readFollowers({ store, caller }: Opening<WriteCall>): Promise<DocumentOf<'followers'>[]> {
  if (!caller.unionId) return [];
  const { items } = await store.followers.find({
    where: { unionId: caller.unionId, memberId: null },
    orderBy: '_id',
    limit: 5,
  });
  return items;
}

/**
 * Whether codes opened before may count. The leader's code of the join is the last touch there is, so with the usual setting
 * nothing is read for it; a friend's is looked for when the attribution is written down. Null: not known yet.
 */
const mayCount = ({ leaderCode }: JoinInput, rules: Settings['referralRules'] | null): boolean =>
  leaderCode === null || rules?.touch === 'first';

const readTouches = ({ store, caller }: Pick<WriteCall, 'store' | 'caller'>): Promise<Touches | null> =>
  store.inviteTouches.get(openIdKey(caller.appId, caller.openId));

type Attributed = Pick<Applicant, 'attribution' | 'invite'>;

function attributionFor(
  call: WriteCall,
  { leaderCode, inviteCode, entry }: JoinInput,
  codeEntry: DocumentOf<'leaderCodes'> | null,
  touches: Touches | null,
): Attributed {
  const { caller, settings, now } = call;
  const { referralRules: policy } = settings;
  const arrival = readArrival(call, entry);
  const leader = chosen(attributionTo(codeEntry, now, arrival), touches?.leader ?? null, policy, now);
  const wasOpened = leaderCode !== null || inviteCode !== null || touches !== null;
  return {
    attribution: leader && { ...leader.touch, at: now, ...arrival },
    invite: wasOpened ? { code: inviteCode, key: openIdKey(caller.appId, caller.openId), policy } : null,
  };
}

/** A phone number is a hint, never a condition: whatever happens to it, the join goes on. */
async function readPhone({ wechat, caller, settings }: WriteCall, code: string | null): Promise<PhoneState> {
  if (code === null) return { phone: null, outcome: 'not_given', previousId: null };
  const exchange = await exchangePhone(wechat, caller, settings.phone, code);
  const phone = exchange.outcome === 'verified' ? exchange.phone : null;
  return { phone, outcome: exchange.outcome, previousId: null };
}

function applicantFor(
  { caller, now, requestId }: WriteCall,
  { plan, pack, channel }: Issue,
  { attribution, invite }: Attributed,
  { phone, outcome, previousId, followers, hadGift, charter, ...before }: PhoneState & Traces,
): Applicant {
  const number = newCardNumber();
  return {
    memberId: newMemberId(now),
    requestId,
    wechatKeys: [...keysOf(caller), ...followers.map(({ _id }) => followerKey(_id))],
    followers: followers.map(({ _id }) => _id),
    phone,
    phoneOutcome: outcome,
    previousOwnerId: previousId,
    card: newCard(plan, number, now),
    cardKey: cardKey(number),
    pack: hadGift && channel === 'join' ? null : pack,
    channel,
    returned: hadGift,
    giftedTiers: before.giftedTiers,
    usedRights: before.usedRights,
    frozen: before.frozen,
    charter,
    attribution,
    invite,
  };
}

/** @throws Duplicate when an identifier is taken; then nothing was written */
async function createMember({ store, now }: WriteCall, applicant: Applicant, claimId: ClaimId | null) {
  const { identities, member, reminders } = newcomer(applicant, now);
  const { phone, previousOwnerId: previousId } = applicant;
  const grant = { memberId: member._id, channel: applicant.channel, occasion: null, at: now };
  const pack = packGrant(applicant.pack, grant);
  const coupons = await issueInTransaction(store, pack, now, async (transaction, issue) => {
    await transaction.identities.insert(...identities);
    if (previousId !== null && phone)
      await movePhone(transaction, { phone, previousId, newId: member._id, now });
    transaction.tell(joinedFact(member, applicant.channel));
    transaction.remind(...reminders);
    if (claimId !== null) await transaction.members.insert({ ...member, ...NOTHING_KEPT });
    for (const id of applicant.followers)
      await transaction.followers.update(id, { memberId: member._id, updatedAt: now });
    const { issued } = await issue();
    if (claimId !== null) await redeemClaim(transaction, claimId, member._id, now);
    // What this tells and will remind of would be calls more, one after the others: the member keeps it for a minute (decision 0024).
    else {
      const kept = { untold: transaction.takeTold(), ...keepReminders(transaction.takeReminders()) };
      await transaction.members.insert({ ...member, ...kept });
    }
    return issued;
  });
  return {
    outcome: 'joined' as const,
    member: viewMember(member),
    coupons: coupons.map((coupon) => viewCoupon(coupon, now)).sort((a, b) => a.expiresAt - b.expiresAt),
    phone: applicant.phoneOutcome,
    now,
  };
}
