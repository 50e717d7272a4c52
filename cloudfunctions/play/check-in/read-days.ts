import type { MemberId } from '../../../contracts/primitives/ids';
import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';

/** Longer than a day can be made up or a month be counted back. */
const WINDOW = 62;
/** Of two who became one the streaks are put together from their days. */
const WINDOW_OF_MERGED = 400;

/** The days of a person, whoever they were then: those of a merged member stay theirs and count here. */
export async function readDays(
  store: Pick<ReadStore, 'checkIns'>,
  { _id, absorbed }: { _id: MemberId; absorbed: readonly MemberId[] },
): Promise<DocumentOf<'checkIns'>[]> {
  const { items } = await store.checkIns.find({
    where: { memberId: oneOf([_id, ...absorbed]) },
    orderBy: 'number',
    direction: 'desc',
    limit: absorbed.length === 0 ? WINDOW : WINDOW_OF_MERGED,
  });
  return items;
}
