import { refuse } from '../../../contracts/errors';
import type { CouponTemplateId } from '../../../contracts/primitives/ids';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { forgetTemplate } from '../collect/collect-memory';
import { viewTemplate } from './list-templates';
import { totalShards } from '../rules/stock';

/**
 * Publishes, pauses or ends a template. The first publication writes its stock. What has ended stays so; coupons that were
 * issued are as good as before.
 * @throws TuankaError coupon_template_not_found, coupon_not_open
 */
export async function setTemplateStatus(
  call: WriteCall<'operator'>,
  {
    templateId,
    status,
    reason,
  }: { templateId: CouponTemplateId; status: 'published' | 'paused' | 'ended'; reason: string },
) {
  const { store, now } = call;
  await store.transact(async (transaction) => {
    const current = await transaction.couponTemplates.require(templateId, 'coupon_template_not_found');
    if (current.status === status) return;
    if (current.status === 'ended') throw refuse('coupon_not_open', templateId);
    const { total } = current.limits;
    const first = current.status === 'draft' && total !== null ? totalShards(templateId, total, now) : null;
    if (first) await transaction.couponStock.insert(...first);
    await transaction.couponTemplates.update(templateId, {
      status,
      ...(first && { stockShards: first.length }),
    });
    await recordAudit(transaction, call, {
      action: 'coupon.setTemplateStatus',
      subjectId: templateId,
      reason,
      detail: { from: current.status, to: status },
    });
  });
  forgetTemplate(templateId);
  const template = await store.couponTemplates.require(templateId, 'coupon_template_not_found');
  return { template: await viewTemplate(call, template) };
}
