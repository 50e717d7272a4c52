import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import type { Store } from '../../kit/store/store';
import type { GrantAnswer, GrantRequest } from './grant';
import { issueInTransaction, NothingIssued, type KnownOfGrant } from './issue-in-transaction';
import { couponIdsFor, grantIdOf } from '../rules/pack';

type Coupon = DocumentOf<'coupons'>;

/**
 * The one way coupons are issued, whatever the channel. The grant's id decides: whoever commits first issues, and every
 * repeat gets the first answer, also when it was a remembered refusal.
 * @throws TuankaError busy in a rush that would not end
 */
export async function issueCoupons(
  store: Store,
  request: GrantRequest,
  now: Instant,
  known?: KnownOfGrant,
): Promise<GrantAnswer<Coupon>> {
  // Where no refusal is remembered, a twin meets the first one's coupons when it inserts its own.
  const before = request.rememberRefusal ? await readGrant(store, request) : null;
  if (before) return before;
  try {
    return await issueInTransaction(store, request, now, (_transaction, issue) => issue(), known);
  } catch (error) {
    // What refuses may be this very grant's twin, which took the last one or reached the limit a moment ago.
    if (error instanceof NothingIssued) {
      const twin = request.rememberRefusal ? readGrant(store, request) : readCoupons(store, request);
      return (await twin) ?? { issued: [], refused: error.refused };
    }
    if (!(error instanceof Duplicate)) throw error;
    const first = await readFirstAnswer(store, request);
    if (first) return first;
    throw error;
  }
}

/** The first answer to this grant; null when there was none. */
export const readFirstAnswer = async (
  store: Store,
  request: Pick<GrantRequest, 'grant' | 'items' | 'rememberRefusal'>,
): Promise<GrantAnswer<Coupon> | null> =>
  request.rememberRefusal
    ? ((await readGrant(store, request)) ?? (await readIssued(store, request)))
    : readCoupons(store, request);

/** The coupons of a grant that remembers no refusal, by their ids. */
async function readCoupons(
  store: Store,
  { items, grant }: Pick<GrantRequest, 'items' | 'grant'>,
): Promise<GrantAnswer<Coupon> | null> {
  const issued = await store.coupons.getMany(couponIdsFor(items, grant));
  return issued.length === 0 ? null : { issued, refused: [] };
}

/** A grant that looked at limits or was refused wrote down its answer. */
async function readGrant(
  store: Store,
  { grant }: Pick<GrantRequest, 'grant'>,
): Promise<GrantAnswer<Coupon> | null> {
  const known = await store.couponGrants.get(grantIdOf(grant));
  if (!known) return null;
  const coupons = await store.coupons.getMany(known.issued);
  const issued = known.issued.flatMap((id) => coupons.filter(({ _id }) => _id === id));
  return { issued, refused: known.refused };
}

/** A grant without limits left its coupons and nothing else. */
async function readIssued(
  store: Store,
  { grant }: Pick<GrantRequest, 'grant'>,
): Promise<GrantAnswer<Coupon> | null> {
  const { items } = await store.coupons.find({
    where: { grantId: grantIdOf(grant) },
    orderBy: '_id',
    limit: 300,
  });
  return items.length === 0 ? null : { issued: items, refused: [] };
}
