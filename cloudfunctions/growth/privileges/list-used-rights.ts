import type { UsedRight } from '../../../contracts/growth/used-right';
import { chinaDateOf, type Instant } from '../../../contracts/primitives/time';
import type { ReadStore } from '../../kit/store/store';
import { addedUp, timesByMonth } from '../rules/privilege-uses';
import { readUsedBefore, readUses, type Returned } from './read-uses';

/** How often somebody used rights this year, whichever account they had: what is left of their quotas when they come back. */
export async function listUsedRights(
  store: Pick<ReadStore, 'privilegeUses' | 'members'>,
  person: Returned,
  now: Instant,
): Promise<UsedRight[]> {
  const [uses, before] = await Promise.all([readUses(store, person, now), readUsedBefore(store, person)]);
  const year = chinaDateOf(now).slice(0, 'YYYY'.length);
  return addedUp([...timesByMonth(uses), ...before]).filter(({ period }) => period.startsWith(year));
}
