import type { MemberId } from '../../../contracts/primitives/ids';
import { shortName } from '../../kit/ids/spread';
import type { Store } from '../../kit/store/store';
import type { Cause } from './begin-run';

/** Whether this cause let them in when it was told before, whatever became of them since. */
export async function readEntered(
  store: Pick<Store, 'journeyRuns'>,
  journeyId: string,
  memberId: MemberId,
  { id }: Pick<Cause, 'id'>,
): Promise<boolean> {
  const name = shortName(id);
  const runs = await store.journeyRuns.getMany(
    ['once', name].map((key) => `${journeyId}:${memberId}:${key}`),
  );
  return runs.some(({ cause }) => cause === name);
}
