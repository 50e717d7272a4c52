import { isChinaDate, chinaDateOf } from '../../../contracts/primitives/time';
import { refuse } from '../../../contracts/errors';
import type { ReadCall } from '../../kit/host/call';
import { shownFigures, shownSources } from './figures';
import { readFigures } from './read-figures';

/** A leader's figures: of all time, by day, by how people came. */
export async function readTeamFigures({ store, staff, now }: ReadCall<'leader'>) {
  if (staff.leaderId === null) throw refuse('not_allowed', 'staff without a leader');
  const { totals, days } = await readFigures(store, staff.leaderId, now);
  return {
    totals: shownFigures(totals),
    days: [...days].flatMap(([day, sums]) => (isChinaDate(day) ? [{ day, ...shownFigures(sums) }] : [])),
    sources: shownSources(totals),
    today: chinaDateOf(now),
    now,
  };
}
