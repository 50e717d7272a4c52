import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';

/** Whoever has these numbers, in their order; a list of nobody asks nothing. @param unreadable who is counted one by one is not left out in silence */
export const loadNumbered = async (
  store: Pick<ReadStore, 'features'>,
  numbers: readonly number[],
  unreadable: 'leave_out' | 'refuse' = 'leave_out',
): Promise<DocumentOf<'features'>[]> =>
  numbers.length === 0
    ? []
    : (
        await store.features.find({
          where: { seq: oneOf(numbers) },
          orderBy: 'seq',
          limit: numbers.length,
          unreadable,
        })
      ).items;
