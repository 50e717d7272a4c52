import { isRequestId, type MemberId } from '../../../contracts/primitives/ids';
import { recordAudit } from '../../kit/audit/record-audit';
import type { TimerCall } from '../../kit/host/serve-timer';
import { listIdentities } from '../../kit/person/list-holdings';
import { readSameness } from '../../kit/person/read-sameness';
import { unionIdKey } from '../../kit/store/query/document-ids';
import { oneOf } from '../../kit/store/query/condition';
import { allPages } from '../../kit/store/query/all-pages';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import { counterKeysOf, recorderOf } from '../pay/verify-payer';
import { payableOf } from '../quote/order';

type Call = Pick<TimerCall, 'store' | 'now'>;
type Order = DocumentOf<'orders'>;

const PAGE = 200;

/**
 * More is known of who a member is: cash bills they got, or that those who share a number with them got, are compared with the
 * staff who handled these. Once a bill it is told in the log, from where the daily list has it; nothing is taken from anybody by it.
 */
export async function judgeCashAgain(
  call: Call,
  member: { _id: MemberId },
  others: readonly { _id: MemberId }[],
): Promise<void> {
  const { store } = call;
  const known: string[] = [];
  for (const { _id } of [member, ...others])
    known.push(...(await listIdentities(store, _id)).map(({ _id: key }) => key));
  if (known.length === 0) return;
  const orders = await allPages((cursor) =>
    store.orders.find({
      where: { payerKey: oneOf<string | null>(known), status: 'paid' },
      orderBy: 'createdAt',
      direction: 'desc',
      limit: PAGE,
      cursor,
    }),
  );
  for (const order of orders) if (mayBeOwn(order, known)) await tellIfOwn(call, order);
}

/** Of a bill from before handlers were kept only the transaction can tell. */
const mayBeOwn = ({ method, counterKeys }: Order, known: readonly string[]): boolean =>
  (method === 'cash' || method === 'other') &&
  (counterKeys.length === 0 || counterKeys.some((key) => known.includes(key)));

async function tellIfOwn({ store, now }: Call, { _id, payer }: Order): Promise<void> {
  if (payer === null) return;
  // Of the bill alone: it is told once, whatever is known of them again and again.
  const requestId = `req_${_id.slice('ord_'.length)}`;
  if (!isRequestId(requestId)) throw new RangeError(_id);
  const keys = [payer.key, ...(payer.unionId === null ? [] : [unionIdKey(payer.unionId)])];
  const { memberId } = payer;
  try {
    await store.transact(async (transaction) => {
      const order = await transaction.orders.require(_id, 'order_not_found');
      const sameness = await readSameness(
        transaction,
        { memberIds: memberId === null ? [] : [memberId], keys },
        { memberIds: [], keys: await counterKeysOf(transaction, order) },
      );
      if (sameness === 'different') return;
      await recordAudit(
        transaction,
        { staff: 'system', now, requestId },
        {
          action: 'payment.ownBillFound',
          subjectId: _id,
          storeId: order.storeId,
          amountFen: payableOf(order),
          detail: { memberId, sameness, recordedBy: await recorderOf(transaction, order) },
        },
      );
    });
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
  }
}
