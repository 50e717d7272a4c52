import { chinaDateOf } from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import { actionItems } from './action-text';
import { readLeaderNames } from '../team/read-code-owner';
import { readLeaderOf } from '../team/read-leader-of';

/** The daily card: four database calls, however large the team; yesterday's counts are not shown. */
export async function readActionCard(call: ReadCall<'leader'>) {
  const { store, settings, now } = call;
  const leader = await readLeaderOf(call);
  const [brief, link, { storeName }] = await Promise.all([
    store.leaderBriefs.get(leader._id),
    store.leaderLinks.get(leader.leaderCode),
    readLeaderNames(store, leader),
  ]);
  const isToday = brief !== null && brief.day === chinaDateOf(now);
  const words = {
    brandName: settings.merchantName,
    storeName,
    link: link && now < link.expiresAt && leader.status === 'active' ? link.url : null,
  };
  return {
    items: isToday ? actionItems(brief, words) : [],
    asOf: isToday ? brief.asOf : null,
    now,
  };
}
