import type { CouponTemplateId } from '../../../contracts/primitives/ids';
import type { ReadCall } from '../../kit/host/call';
import { viewTemplate } from '../admin/list-templates';

/** One template with its stock. @throws TuankaError coupon_template_not_found */
export async function readTemplate(
  call: ReadCall<'operator'>,
  { templateId }: { templateId: CouponTemplateId },
) {
  const template = await call.store.couponTemplates.require(templateId, 'coupon_template_not_found');
  return { template: await viewTemplate(call, template), now: call.now };
}
