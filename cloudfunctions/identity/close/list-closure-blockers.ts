import type { ReadCall } from '../../kit/host/call';
import type { Settings } from '../../kit/config/settings';
import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { hasOpenOrder } from '../../payment/orders/has-open-order';
import { listIdentities, openIdKeysOf } from '../../kit/person/list-identities';

interface Closing {
  store: ReadStore;
  member: DocumentOf<'members'>;
  settings: Settings;
  now: ReadCall['now'];
}

/** A reason in plain words why the account cannot be closed now; null: none. Areas add theirs (an open order …). */
export type ClosureBlocker = (closing: Closing) => Promise<string | null>;

const staffDuty: ClosureBlocker = async ({ store, member }) => {
  const openIds = (await listIdentities(store, member._id)).filter(({ kind }) => kind === 'openid');
  const staff = await store.staff.getMany(openIds.map(({ _id }) => _id));
  return staff.some(({ roles }) => roles.length > 0) ? '你还有店内岗位，请先请店主取消' : null;
};

const mergeUnderWay: ClosureBlocker = async ({ store, member }) => {
  const { items } = await store.merges.find({
    where: { keptId: member._id, status: oneOf(['running', 'undoing'] as const) },
    orderBy: '_id',
    limit: 1,
  });
  return items.length > 0 ? '会员合并还在进行，请几分钟后再试' : null;
};

const openOrder: ClosureBlocker = async ({ store, member, now }) =>
  (await hasOpenOrder(store, await openIdKeysOf(store, member._id), now))
    ? '还有未完成的订单或退款，完成后再来注销'
    : null;

const blockers: readonly ClosureBlocker[] = [openOrder, staffDuty, mergeUnderWay];

/** Every reason that stands in the way now. */
export async function listClosureBlockers(closing: Closing): Promise<string[]> {
  const reasons = await Promise.all(blockers.map((blocker) => blocker(closing)));
  return reasons.filter((reason) => reason !== null);
}
