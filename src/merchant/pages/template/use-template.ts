import type { CouponTerms } from '@contracts/coupon/coupon';
import type { PushApi } from '@contracts/message/push';
import type { CouponTemplateId } from '@contracts/primitives/ids';
import { useCall } from '@/hooks/use-call';
import { couponService, messageService, paymentService } from '@/services';

export type Choices = ReturnType<PushApi['listAudienceChoices']> & { categories: readonly string[] };

/** What the shop gives now, as its first page of templates has it: what a new one is compared with. */
const readPublished = async (but: CouponTemplateId | null): Promise<CouponTerms[]> =>
  (await couponService.listTemplates({ cursor: null })).templates
    .filter(({ status, templateId }) => status === 'published' && templateId !== but)
    .map(({ terms }) => terms);

/** The template to be edited (null: a new one), what it may be limited to, and what is usual here. */
export const useTemplate = (templateId: CouponTemplateId | null) =>
  useCall(async () => {
    const [audience, { categories }, read, published] = await Promise.all([
      messageService.listAudienceChoices({}),
      paymentService.listCategories({}),
      templateId === null ? null : couponService.readTemplate({ templateId }),
      readPublished(templateId),
    ]);
    return { choices: { ...audience, categories }, template: read?.template ?? null, published };
  });
