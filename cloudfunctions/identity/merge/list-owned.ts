import { ownedCoupons } from '../../coupon/wallet/merge-coupons';
import { ownedFacts } from '../../kit/facts/owned-facts';
import { listOwnedGrowth } from '../../growth/ledger/list-owned-growth';
import { ownedExperiments } from '../../experiment/deals/merge-deals';
import { ownedJourneys } from '../../journey/run/merge-runs';
import { ownedLeaderAwards } from '../../leader/figures/merge-awards';
import { ownedMemberDocuments } from './merge-member-documents';
import { ownedMessages } from '../../message/inbox/merge-messages';
import { ownedPayments } from '../../payment/orders/merge-payments';
import { ownedPlay } from '../../play/wallet/merge-play';
import { ownedPoints } from '../../points/book/merge-points';
import { ownedReferrals } from '../../referral/reward/merge-referrals';
import { ownedVoices } from '../../voice/notes/merge-notes';
import type { Owned } from '../../kit/ownership/owned';

/**
 * Every collection that names a member, by area: what a merge moves, an undo takes back, an export shows and a closed
 * account leaves behind. An area built later adds its list here; tests/journeys/identity/ownership.test.ts says when it forgot.
 */
export const ownedCollections: readonly Owned[] = [
  ...ownedCoupons,
  ...ownedPoints,
  // After the points: the tier of who is one by now is written on their account.
  ...listOwnedGrowth(),
  ...ownedPlay,
  ...ownedPayments,
  ...ownedMessages,
  ...ownedExperiments,
  // The places before the runs: whoever is in a journey twice leaves it once.
  ...ownedJourneys,
  ...ownedLeaderAwards,
  ...ownedMemberDocuments,
  ...ownedReferrals,
  ...ownedVoices,
  ...ownedFacts,
];

/** Fields that hold a member id and do not belong to the registry, each with why. */
export const otherMemberFields: Readonly<Record<string, string>> = {
  'members._id': 'the member: becomes a tombstone, is removed by a closed account',
  'members.mergedInto': 'the tombstone’s way: merge-members',
  'members.absorbed': 'the tombstones that lead here: merge-members',
  'members.apartFrom': 'decided not to be the same: undo-merge, decide-case',
  'identities.memberId': 'moved in the first transaction of a merge; removed by a closed account',
  'followers.memberId': 'the official account’s followers: continue-merge, close-accounts',
  'merges.keptId': 'the journal itself',
  'merges.absorbedId': 'the journal itself',
  'merges.tombstones': 'the journal itself',
  'identityDecisions.previousId': 'a case names the two it is about, also after they were merged',
  'identityDecisions.newId': 'a case names the two it is about, also after they were merged',
  'couponOffers.takenBy': 'who took it then; what they took is a coupon of theirs and moves with the others',
  'pushes.scanCursor': 'a position in the list of members, nobody’s',
  'coupons.grantId': 'names the grant for ever: who it was given to then',
  'messages.fallbackTo': 'an openid the message may still go to: the openid goes with its member',
  'pointsAccounts.mergedInto': 'points/merge-points',
  'pointsParts.within': 'as its `memberId`: whom an undo gave it to; their account leads on',
  'pointsAudits.found': 'what a day’s check found, as the account was named then',
  'tierStates.ledgers': 'whose entries count as theirs: growth/ledger/join-standings',
  'tierStates.mergedInto': 'growth/ledger/join-standings',
  'tierStates.floor':
    'whose it is (`of`): growth/ledger/join-standings and give-back-standing; no export shows it, and it goes with the standing',
  'tierStates.floorsBehind': 'as of `floor`',
  'quarantine.ownerId':
    'whose growth could not be folded, until it can be: growth asks who they are by now, and forgets it of who is gone',
  'tierGifts._id': 'names the gift for ever',
  'privilegeUses._id': 'names the use for ever',
  'tierGifts.givenTo': 'who it was given to then',
  'figurePeople._id': 'how far their facts are counted, as facts tell it; of a closed account sums stay',
  'figurePeople.into': 'as above',
  'journeyRuns._id': 'names the run for ever, after who entered',
  'journeyPlaces._id': 'as of its `memberId`',
  'experimentDeals.from': 'whose deal a merge brought: experiment/deals/merge-deals',
  'experimentDeals.rivals': 'who was dealt another arm: as above',
  'features._id':
    'what is known of the member: made again, or emptied, when the audience hears of it (`merged`, `closed`)',
  'segmentChanges.memberId':
    'what was crossed, as they were named then: it leads to nobody once the account is closed',
  'audienceStates.build': 'a range in the list of members, nobody’s',
  'audienceAudits.suspects': 'who differed in a night’s check, as they were named then',
  'audienceAudits.found': 'as of `suspects`',
  'growthAudits.found': 'what a night’s check found, as the state was named then',
  'tierForecasts.counts':
    'the first who would move, as they were counted; who is nobody any more is left out when it is read',
  'reconciliations.found':
    'what the latest check found, as the account was named then; the next one makes it anew',
  'reconciliations.last': 'as of `found`',
  'leaders.openIdKey': 'the WeChat account that leads: it goes with its member, and the role with it',
  'leaderApplications.openIdKey': 'as of the leader it becomes',
  'orders.payer': 'the order goes by payerKey; the member id in it stands for the ledger',
  'cardClaims.memberId': 'the claim goes by payerKey; the member id in it stands for the ledger',
  'members.invite': 'where the touches of the join are; gone once the attribution is written down',
  'referrals._id': 'named after the friend who joined: referrals.inviteeId',
  'referrals.key': 'names the rewards for ever',
  'inviteRewards.givenTo': 'who it was given to then: what is taken back is found by it',
  'attributionJournal.inviterId': 'the journal itself',
  'facts._id': 'names what happened for ever',
  'facts.refs': 'who else it concerned, as they were named then',
  'members.untold': 'facts that are written down within the minute',
  'members.unreminded': 'reminders that are written down within the minute',
  'memberNotes.memberId':
    'notes of staff: read for the tombstones too, removed when the office hears of `closed`',
  'memberImportSlices.lines':
    'what a list made of whom, as they were named then: read by its undo, which keeps whoever was merged',
  'memberImportSlices.memberIds': 'as of `lines`',
  'memberIndex._id':
    'what staff find the member by: made again, or removed, when the office hears of it (`merged`, `closed`)',
  'closures._id': 'the account that was closed',
  'closures.ids': 'the account that was closed',
};
