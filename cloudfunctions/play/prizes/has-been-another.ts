import { chinaDayNumber, type Instant } from '../../../contracts/primitives/time';
import type { Settings } from '../../kit/config/settings';
import { closedMarksOf } from '../../kit/person/closed-marks';
import type { ReadStore } from '../../kit/store/store';

/**
 * Whoever closed an account today and joined again may have had today's gifts already: their day begins tomorrow. Only of who joined today
 * anything is read.
 */
export async function hasBeenAnother(
  { store, settings, now }: { store: Pick<ReadStore, 'identities'>; settings: Settings; now: Instant },
  { joinedAt }: { joinedAt: Instant },
  readKeys: () => Promise<readonly string[]>,
): Promise<boolean> {
  const today = chinaDayNumber(now);
  if (chinaDayNumber(joinedAt) !== today) return false;
  const marks = await store.identities.getMany(closedMarksOf(settings.phone, await readKeys()));
  return marks.some(({ linkedAt }) => chinaDayNumber(linkedAt) === today);
}
