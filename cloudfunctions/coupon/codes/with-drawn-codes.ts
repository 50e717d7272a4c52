import type { CouponId } from '../../../contracts/primitives/ids';
import { newCouponCode } from '../../kit/ids/new-id';
import { oneOf } from '../../kit/store/query/condition';
import { Duplicate } from '../../kit/store/store-error';
import type { ReadStore } from '../../kit/store/store';
import { needsNewCode } from '../rules/coupon-code';
import type { CodeFor } from '../rules/pack';

/** Of two draws in a row that meet another coupon's code, neither is chance. */
const DRAWS = 3;

/**
 * Runs what writes coupons with codes drawn for them, outside of the transaction: run again after a conflict it writes the same.
 * That a code is another coupon's is told by the unique index; then all of them are drawn anew.
 * @throws Duplicate when it is something else that exists already
 */
export async function withDrawnCodes<Result>(
  store: Pick<ReadStore, 'coupons'>,
  write: (codeFor: CodeFor) => Promise<Result>,
  draw: () => string = newCouponCode,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const drawn = new Map<CouponId, string>();
    try {
      return await write((id) => drawn.get(id) ?? drawFor(id, drawn, draw));
    } catch (error) {
      if (!(error instanceof Duplicate) || attempt >= DRAWS) throw error;
      if (!(await isAnothers(store, drawn))) throw error;
    }
  }
}

function drawFor(id: CouponId, drawn: Map<CouponId, string>, draw: () => string): string {
  const others = [...drawn.values()];
  let code = draw();
  while (others.includes(code) || needsNewCode({ _id: id, code })) code = draw();
  drawn.set(id, code);
  return code;
}

async function isAnothers(
  store: Pick<ReadStore, 'coupons'>,
  drawn: ReadonlyMap<CouponId, string>,
): Promise<boolean> {
  if (drawn.size === 0) return false;
  const { items } = await store.coupons.find({
    where: { code: oneOf([...drawn.values()]) },
    orderBy: '_id',
    limit: drawn.size,
  });
  return items.some(({ _id, code }) => drawn.get(_id) !== code);
}
