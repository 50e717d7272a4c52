import type { PushApi } from '@contracts/message/push';
import type { CouponTemplateId } from '@contracts/primitives/ids';
import { useCall } from '@/hooks/use-call';
import { couponService, messageService, paymentService } from '@/services';

export type Choices = ReturnType<PushApi['listAudienceChoices']> & { categories: readonly string[] };

/** The template to be edited (null: a new one), and what it may be limited to. */
export const useTemplate = (templateId: CouponTemplateId | null) =>
  useCall(async () => {
    const [audience, { categories }, read] = await Promise.all([
      messageService.listAudienceChoices({}),
      paymentService.listCategories({}),
      templateId === null ? null : couponService.readTemplate({ templateId }),
    ]);
    return { choices: { ...audience, categories }, template: read?.template ?? null };
  });
