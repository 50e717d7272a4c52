import { owned } from '../../kit/ownership/owned';
import { floorsOf } from '../rules/floors';
import { joinStandings } from './join-standings';
import { giveBackStanding } from './give-back-standing';

/**
 * Growth of two members who become one. Entries are never changed, so they stay where they were written: the kept one's standing reads
 * both ledgers from then on, and begins with the better of both by an entry that says so. Taken apart, each goes on from where it
 * stood, with what was written for it meanwhile.
 */
export const listOwnedGrowth = () => [
  owned('tierStates', {
    noun: '会员等级',
    field: '_id',
    onMerge: { carry: joinStandings, giveBack: giveBackStanding },
    onClose: 'remove',
    // Of a floor neither whose it was before a merge nor who set it.
    exported: ({ tier, held, ...state }) => ({
      tier,
      since: held.since,
      nextReviewAt: held.nextReviewAt,
      floors: floorsOf(state).map(({ until, reason }) => ({ until, reason })),
    }),
  }),
  owned('tierGifts', {
    noun: '会员礼',
    field: 'memberId',
    // One for every id that is part of a member: the gift is given once, apart and together.
    onMerge: 'stay',
    onClose: 'keep',
    exported: ({ kind, tier, coupons, state, givenAt }) => ({ kind, tier, coupons, state, givenAt }),
  }),
  owned('privilegeUses', {
    noun: '权益使用记录',
    field: 'memberId',
    onMerge: 'move',
    onClose: 'keep',
    exported: ({ name, tier, worth, at, undoneAt }) => ({ name, tier, worth, at, undoneAt }),
  }),
  owned('growthEntries', {
    noun: '成长值流水',
    field: 'memberId',
    onMerge: 'stay',
    onClose: 'keep',
    exported: ({ source, delta, occurredAt, countsFrom, expiresAt }) => ({
      source,
      delta,
      occurredAt,
      countsFrom,
      expiresAt,
    }),
  }),
];
