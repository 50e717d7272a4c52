import { refuse } from '../../../contracts/errors';
import type { CouponTemplateId } from '../../../contracts/primitives/ids';
import { isHeardBefore, markNothingDone } from '../../kit/audit/heard-before';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { forgetTemplate } from '../collect/collect-memory';
import { viewTemplate } from './list-templates';
import { prepareStock } from './prepare-stock';

interface StatusChange {
  templateId: CouponTemplateId;
  status: 'published' | 'paused' | 'ended';
  reason: string;
}

/** The draft may be edited while its stock is written; more often than this it is not chance. */
const ATTEMPTS = 3;

/**
 * Publishes, pauses or ends a template. The first publication writes its stock before, some parts at a time; nobody takes from a
 * draft's. What has ended stays so; coupons that were issued are as good as before.
 * @throws TuankaError coupon_template_not_found, coupon_not_open, busy (what was written of the stock stays: the repeat goes on)
 */
export async function setTemplateStatus(call: WriteCall<'operator'>, change: StatusChange) {
  const { templateId } = change;
  for (let attempt = 1; !(await tryChange(call, change)); attempt += 1)
    if (attempt === ATTEMPTS) throw refuse('busy', 'the draft is edited');
  forgetTemplate(templateId);
  const template = await call.store.couponTemplates.require(templateId, 'coupon_template_not_found');
  return { template: await viewTemplate(call, template) };
}

/** @returns false when the draft is another than the one whose stock was written */
async function tryChange(
  call: WriteCall<'operator'>,
  { templateId, status, reason }: StatusChange,
): Promise<boolean> {
  const { store } = call;
  const draft = await store.couponTemplates.require(templateId, 'coupon_template_not_found');
  const { total } = draft.limits;
  const stock =
    draft.status === 'draft' && total !== null ? await prepareStock(call, templateId, total) : null;
  if (stock === 'moved') return false;
  return store.transact(async (transaction) => {
    const current = await transaction.couponTemplates.require(templateId, 'coupon_template_not_found');
    const entry = { action: 'coupon.setTemplateStatus', subjectId: templateId };
    if (await isHeardBefore(transaction, call, entry)) return true;
    if (current.status === status) {
      await markNothingDone(transaction, call, entry);
      return true;
    }
    if (current.status === 'ended') throw refuse('coupon_not_open', templateId);
    const isFirst = current.status === 'draft';
    if (isFirst && current.limits.total !== total) return false;
    await transaction.couponTemplates.update(templateId, {
      status,
      ...(isFirst && stock !== null && { stockShards: stock }),
    });
    await recordAudit(transaction, call, {
      ...entry,
      reason,
      before: { status: current.status },
      after: { status },
    });
    return true;
  });
}
