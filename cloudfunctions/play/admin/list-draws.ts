import type { DrawRow } from '../../../contracts/play/wheel';
import type { ReadCall } from '../../kit/host/call';
import { handlesFor } from '../../kit/ids/handle-key';
import { latestFirst } from '../../kit/store/query/latest-first';

interface Asked {
  prizeId: string | null;
  cursor: string | null;
}

/** Turns of the wheel with what was rolled, for who has to show that it was fair. */
export async function listDraws(call: ReadCall<'operator'>, { prizeId, cursor }: Asked) {
  const { store, now } = call;
  const { items, nextCursor } = await store.draws.find(
    latestFirst('at', cursor, prizeId === null ? undefined : { prizeId }),
  );
  const members = await store.members.getMany([...new Set(items.map(({ memberId }) => memberId))]);
  const handleFor = handlesFor(call);
  const draws = items.map((one): DrawRow => {
    const member = members.find(({ _id }) => _id === one.memberId);
    return {
      id: handleFor(one._id),
      memberId: member ? (member.mergedInto ?? member._id) : null,
      member: member ? (member.nickname ?? `卡号 ${member.card.number.slice(-4)}`) : '已注销的会员',
      name: one.name,
      roll: one.roll,
      version: one.ruleVersion,
      wasGone: one.landedId !== one.prizeId,
      at: one.at,
    };
  });
  return { draws, nextCursor, now };
}
