import { refuse } from '../../../contracts/errors';
import type { LotMove } from '../../../contracts/points/points-ledger';
import type { CardNumber } from '../../../contracts/primitives/codes/card-number';
import type { MemberId } from '../../../contracts/primitives/ids';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { readNamedMember, type NamedMember } from '../../kit/identity/read-member-by-code';
import { holdImported } from '../../kit/person/hold-imported';
import { knownAs } from '../../kit/person/known-as';
import { verifyOther } from '../../kit/person/verify-other';
import { verifyThawed } from '../../kit/person/verify-thawed';
import { postAddition } from '../rules/due-changes';
import { entryId, post } from '../rules/ledger';
import { loadBook, saveBook } from '../book/load-book';
import { takeSoonest } from '../rules/lots';

type Transfer = (
  { fromMemberId: MemberId; toMemberId: MemberId } | { fromCardNumber: CardNumber; toCardNumber: CardNumber }
) & { points: number; reason: string };

/** Both as they were named. */
const namedOf = (transfer: Transfer): [NamedMember, NamedMember] =>
  'fromMemberId' in transfer
    ? [{ memberId: transfer.fromMemberId }, { memberId: transfer.toMemberId }]
    : [{ cardNumber: transfer.fromCardNumber }, { cardNumber: transfer.toCardNumber }];

/**
 * Staff moves points from one member to another: both ledgers in one transaction. The lots keep their expiry and get a
 * name of their own, because a lot that was split would otherwise expire twice under one name.
 * @throws TuankaError card_not_found, points_not_enough, invalid_input for one and the same member, owner_frozen, own_affair
 */
export async function transferPoints(call: WriteCall<'operator'>, transfer: Transfer) {
  const { store, staff, now, requestId } = call;
  const { points, reason } = transfer;
  const [giver, taker] = namedOf(transfer);
  const [from, to] = await Promise.all([readNamedMember(store, giver), readNamedMember(store, taker)]);
  return store.transact(async (transaction) => {
    if (!(await holdImported(transaction, to._id, now))) throw refuse('card_not_found', to._id);
    const giving = await loadBook(transaction, from._id, now);
    const taking = await loadBook(transaction, to._id, now);
    for (const id of [from._id, ...knownAs(from)])
      if (await transaction.pointsEntries.get(entryId('transfer', `${id}-${requestId}-out`)))
        return { fromBalance: giving.account.balance, toBalance: taking.account.balance };
    if (giving.account._id === taking.account._id) throw refuse('invalid_input', 'toCardNumber');
    await verifyThawed(transaction, [giving.account._id, taking.account._id]);
    // Members see the ids of their entries: nothing of who works here is in them.
    const key = `${from._id}-${requestId}`;
    if (giving.account.balance < points) throw refuse('points_not_enough', String(giving.account.balance));
    await verifyOther(transaction, call, { memberIds: [taking.account._id] });
    const taken = takeSoonest(giving.account.lots, points);
    const cause = { kind: 'transfer' as const, source: { kind: 'staff' as const, id: staff._id }, reason };
    const given = post(giving, { ...cause, key: `${key}-out`, moves: taken });
    const received = postAddition(taking, {
      ...cause,
      key: `${key}-in`,
      moves: taken.map((move, position): LotMove => ({
        ...move,
        id: `${key}.${position}`,
        points: -move.points,
      })),
    });
    await saveBook(transaction, given);
    await saveBook(transaction, received);
    await recordAudit(transaction, call, {
      action: 'points.transfer',
      subjectId: from._id,
      reason,
      points,
      before: { balance: giving.account.balance },
      after: { balance: given.account.balance },
      detail: { to: to._id },
    });
    return { fromBalance: given.account.balance, toBalance: received.account.balance };
  });
}
