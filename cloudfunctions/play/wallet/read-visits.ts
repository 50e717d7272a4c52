import type { OwnVisit } from '../../../contracts/play/visit';
import type { ReadCall } from '../../kit/host/call';
import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { viewPrize, type PackNames } from '../rules/prize-text';
import { stateOfOwed } from '../rules/received';
import { visitLines } from '../rules/visit-text';
import { readVisitRule } from '../visits/read-visit-rule';

const SHOWN = 10;

/** 到店礼 as the member reads it, side by side: three calls with the caller. */
export async function readVisits({ store, member, now }: ReadCall<'member'>) {
  const [rule, visits] = await Promise.all([
    readVisitRule(store),
    store.visits.find({
      where: { memberId: oneOf([member._id, ...member.absorbed]) },
      orderBy: 'at',
      direction: 'desc',
      limit: SHOWN,
    }),
  ]);
  if (!rule?.isOn) return { visits: null, now };
  return {
    visits: {
      gift: viewPrize(rule.prize, rule.packNames),
      ruleLines: visitLines(rule, rule.packNames),
      own: visits.items.map(viewVisit(rule.packNames)),
    },
    now,
  };
}

const viewVisit =
  (packs: PackNames) =>
  (visit: DocumentOf<'visits'>): OwnVisit => {
    const { day, store, gifts } = visit;
    const [gift] = gifts;
    return {
      day,
      store,
      gift: gift === undefined ? null : viewPrize(gift, packs),
      state: gift === undefined ? 'none' : stateOfOwed(visit, 0),
    };
  };
