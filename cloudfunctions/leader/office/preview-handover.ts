import { refuse } from '../../../contracts/errors';
import type { LeaderId } from '../../../contracts/primitives/ids';
import type { ReadCall } from '../../kit/host/call';
import type { ReadStore } from '../../kit/store/store';
import { handoverLines } from './handover';

const PAGE = 900;

/** What handing over would do now. @throws TuankaError leader_not_found, handover_to_same */
export async function previewHandover(
  { store }: ReadCall<'operator'>,
  { fromId, toId }: { fromId: LeaderId; toId: LeaderId },
) {
  if (fromId === toId) throw refuse('handover_to_same');
  const [from, to, members] = await Promise.all([
    store.leaders.require(fromId, 'leader_not_found'),
    store.leaders.require(toId, 'leader_not_found'),
    countTeam(store, fromId),
  ]);
  return {
    members,
    lines: handoverLines(from.name, to.name, members),
    running: from.handover !== null || to.handover !== null,
  };
}

async function countTeam(store: Pick<ReadStore, 'members'>, leaderId: LeaderId): Promise<number> {
  let count = 0;
  let cursor: string | null = null;
  do {
    const page: { items: unknown[]; nextCursor: string | null } = await store.members.find({
      where: { leaderId, status: 'active' },
      orderBy: 'joinedAt',
      limit: PAGE,
      cursor,
    });
    count += page.items.length;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return count;
}
