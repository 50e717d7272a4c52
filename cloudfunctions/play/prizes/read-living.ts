import type { MemberId } from '../../../contracts/primitives/ids';
import type { ReadStore } from '../../kit/store/store';

const MOST_REDIRECTS = 8;

/** Whose it is by now; null: nobody's, the account is closed. */
export async function readLiving(
  store: Pick<ReadStore, 'members'>,
  memberId: MemberId,
): Promise<MemberId | null> {
  let id = memberId;
  for (let step = 0; step < MOST_REDIRECTS; step += 1) {
    const member = await store.members.get(id);
    if (!member) return null;
    if (member.mergedInto === null) return id;
    id = member.mergedInto;
  }
  return null;
}
