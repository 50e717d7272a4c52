import { refuse } from '../../../contracts/errors';
import type { LeaderId } from '../../../contracts/primitives/ids';
import type { ReadCall } from '../../kit/host/call';
import { handoverLines } from './handover';

/** What handing over would do now. @throws TuankaError leader_not_found, handover_to_same */
export async function previewHandover(
  { store }: ReadCall<'operator'>,
  { fromId, toId }: { fromId: LeaderId; toId: LeaderId },
) {
  if (fromId === toId) throw refuse('handover_to_same');
  const [from, to, members] = await Promise.all([
    store.leaders.require(fromId, 'leader_not_found'),
    store.leaders.require(toId, 'leader_not_found'),
    store.members.count({ where: { leaderId: fromId, status: 'active' } }),
  ]);
  return {
    members,
    lines: handoverLines(from.name, to.name, members),
    running: from.handover !== null || to.handover !== null,
  };
}
