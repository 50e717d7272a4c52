import { useEffect, useState } from 'react';
import type { TemplateView } from '@contracts/coupon/coupon-admin';
import type { PushApi } from '@contracts/message/push';
import type { CouponTemplateId } from '@contracts/primitives/ids';
import { useCall } from '@/hooks/use-call';
import { couponService, messageService } from '@/services';
import { EMPTY_TEMPLATE, templateDraftOf, type TemplateDraft } from './template-draft';

export type Choices = ReturnType<PushApi['listAudienceChoices']>;

/** The template to be edited (null: a new one), what it may be limited to, and the form over it. */
export function useTemplate(templateId: CouponTemplateId | null) {
  const { state, reload } = useCall(async () => {
    const [choices, read] = await Promise.all([
      messageService.listAudienceChoices({}),
      templateId === null ? null : couponService.readTemplate({ templateId }),
    ]);
    return { choices, template: read?.template ?? null };
  });
  useEffect(() => void reload(), [reload]);
  const stored: TemplateView | null = state.status === 'ready' ? state.snapshot.data.template : null;
  const [typed, setTyped] = useState<TemplateDraft | null>(null);
  const draft = typed ?? (stored === null ? EMPTY_TEMPLATE : templateDraftOf(stored));
  return {
    state,
    reload,
    stored,
    draft,
    change: (change: Partial<TemplateDraft>) => setTyped({ ...draft, ...change }),
    /** After it was saved: the form shows what the server has. */
    forget: () => setTyped(null),
  };
}
