import type { BehindKind } from '../../../contracts/primitives/insight/behind';
import { behindFigure, behindKinds } from '../../../contracts/primitives/insight/behind';
import type { FigureKey } from '../../../contracts/primitives/insight/figures';
import { isOrderId, type StoreId } from '../../../contracts/primitives/ids';
import type { ChinaDate } from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import { readLiving } from '../../kit/person/read-living';
import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';

type Fact = DocumentOf<'facts'>;

const PAGE = 30;

interface Asked {
  figure: FigureKey;
  day: ChinaDate;
  storeId: StoreId | null;
  cursor: string | null;
}

/**
 * What a figure of a day is made of, one by one: everything of its kinds that happened then, in one store or all of them, and to whom. Facts
 * are kept 400 days; of days before there is the sum alone.
 */
export async function listBehind(
  { store, now }: ReadCall<'operator'>,
  { figure, day, storeId, cursor }: Asked,
) {
  const kinds: readonly BehindKind[] = behindFigure[figure] ?? [];
  const { items, nextCursor } = await store.facts.find({
    where: { day, kind: oneOf(kinds), ...(storeId === null ? {} : { storeId }) },
    orderBy: '_id',
    limit: PAGE,
    cursor,
  });
  const people = await readLiving(
    store,
    items.map(({ memberId }) => memberId),
  );
  const rows = items.flatMap((fact) => {
    const kind = behindKinds.find((one) => one === fact.kind);
    if (!kind) return [];
    const member = people.get(fact.memberId);
    return [
      {
        id: fact._id,
        kind,
        at: fact.at,
        member: member
          ? { memberId: member._id, nickname: member.nickname, phone: member.phone?.masked ?? null }
          : null,
        amountFen: fact.amountFen ?? null,
        count: countOf(fact),
        orderId: orderOf(fact),
      },
    ];
  });
  return { rows, nextCursor, now };
}

/** How many coupons or points; null where it is one of it. */
function countOf({ kind, refs: { count, points } }: Fact): number | null {
  if (kind === 'coupon_issued') return typeof count === 'number' ? count : null;
  return typeof points === 'number' ? points : null;
}

const orderOf = ({ refs: { orderId } }: Fact) => (isOrderId(orderId) ? orderId : null);
