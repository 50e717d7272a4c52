import type { MemberCode } from '../../../contracts/primitives/codes/member-code';
import type { StoreId } from '../../../contracts/primitives/ids';
import { chinaDateOf } from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import { readMemberByCode } from '../../kit/identity/read-member-by-code';
import { newPlayer } from '../rules/player';
import { viewPrize } from '../rules/prize-text';
import { visitState } from '../rules/visit';
import { readVisitRule } from './read-visit-rule';

/**
 * What a visit brings whoever shows their code, before the clerk writes it down.
 * @throws TuankaError member_code_expired, member_code_used, member_code_unknown, not_your_store
 */
export async function readVisitOffer(
  { store, settings, now, requestId, atStore }: ReadCall<'clerk'>,
  { memberCode, storeId }: { memberCode: MemberCode; storeId: StoreId },
) {
  atStore(storeId);
  const [rule, { member }] = await Promise.all([
    readVisitRule(store),
    readMemberByCode(store, settings, memberCode, now, requestId),
  ]);
  if (!rule?.isOn) return { offer: null, now };
  const day = chinaDateOf(now);
  const [player, visits] = await Promise.all([
    store.players.get(member._id),
    store.visits.getMany([member._id, ...member.absorbed].map((id) => `${id}:${storeId}:${day}`)),
  ]);
  const state =
    visits.length > 0 ? ('here_today' as const) : visitState(rule, player ?? newPlayer(member._id), now);
  return { offer: { gift: viewPrize(rule.prize, rule.packNames), state }, now };
}
