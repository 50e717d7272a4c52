import { errorCatalogue, refuse } from '../../../contracts/errors';
import type { CouponTemplateId } from '../../../contracts/primitives/ids';
import type { ReadCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import { sortLines } from '../issue/grant';
import { readLine } from '../issue/plan-grant';
import { hasLimits, leftIn } from '../rules/stock';

const PAGE = 10;

type Template = DocumentOf<'couponTemplates'>;

/** 领券中心: what may be collected, with what is left of it and what stands in this member's way. */
export async function listCollectable(call: ReadCall<'member'>, { cursor }: { cursor: string | null }) {
  const { items, nextCursor } = await call.store.couponTemplates.find({
    where: { collectable: true, status: 'published' },
    orderBy: '_id',
    limit: PAGE,
    cursor,
  });
  const coupons = await Promise.all(items.map((template) => viewCollectable(call, template)));
  return { coupons, nextCursor, now: call.now };
}

/** @throws TuankaError coupon_template_not_found */
export async function readCollectable(
  call: ReadCall<'member'>,
  { templateId }: { templateId: CouponTemplateId },
) {
  const template = await call.store.couponTemplates.require(templateId, 'coupon_template_not_found');
  if (!template.collectable || template.status === 'draft')
    throw refuse('coupon_template_not_found', templateId);
  return { coupon: await viewCollectable(call, template), now: call.now };
}

async function viewCollectable({ store, member, now }: ReadCall<'member'>, template: Template) {
  const { _id: templateId, terms, validity, limits, status } = template;
  const item = { terms, validity, quantity: 1, limited: hasLimits(limits) };
  const line = await readLine(store, member._id, item, [template], now);
  const reason = status === 'published' ? sortLines([line], true, now).refused[0]?.reason : 'coupon_not_open';
  const lefts = [
    ...(limits.total === null ? [] : [leftIn(line.totalShards)]),
    ...(limits.perDay === null ? [] : [leftIn(line.dayShards)]),
  ];
  return {
    templateId,
    terms,
    validity,
    limits,
    left: lefts.length === 0 ? null : Math.min(...lefts),
    refusal: reason ? errorCatalogue[reason].message : null,
  };
}
