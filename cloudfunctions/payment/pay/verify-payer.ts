import { refuse } from '../../../contracts/errors';
import type { MemberId } from '../../../contracts/primitives/ids';
import { readSameness } from '../../kit/person/read-sameness';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';

type Order = DocumentOf<'orders'>;

/**
 * Cash is what the counter says it is, so whoever opened a bill or took its money never gets what paying it gives: by no
 * account, openid, unionid or member after merges, and not by a number both verified, until somebody decided that they are two.
 * @throws TuankaError bill_own
 */
export async function verifyPayer(
  transaction: TransactionStore,
  payer: { memberId: MemberId | null; keys: readonly string[] },
  counterKeys: readonly string[],
): Promise<void> {
  const sameness = await readSameness(
    transaction,
    { memberIds: payer.memberId === null ? [] : [payer.memberId], keys: payer.keys },
    { memberIds: [], keys: counterKeys },
  );
  if (sameness !== 'different') throw refuse('bill_own', sameness);
}

/** The clerk who took the money; null: it came another way. */
export async function recorderOf(
  { payments }: Pick<TransactionStore, 'payments'>,
  { paymentId }: Order,
): Promise<string | null> {
  const payment = paymentId === null ? null : await payments.get(paymentId);
  return payment?.recordedBy ?? null;
}

/** What those who handled a bill are known by; of one from before that was kept, their accounts alone. */
export async function counterKeysOf(transaction: TransactionStore, order: Order): Promise<string[]> {
  if (order.counterKeys.length > 0) return order.counterKeys;
  const recordedBy = await recorderOf(transaction, order);
  return [
    ...(order.origin === 'clerk' ? [order.openedBy] : []),
    ...(recordedBy === null ? [] : [recordedBy]),
  ];
}
