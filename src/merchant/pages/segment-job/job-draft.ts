import type { AudienceJobApi } from '@contracts/audience/audience-jobs';
import type { CouponTemplateId } from '@contracts/primitives/ids';
import { wholeTyped } from '@contracts/primitives/typed';
import {
  needed,
  neededReason,
  neededText,
  problemsOf,
  readyForm,
  refusedForm,
  type Checked,
} from '@/components/form/problems';

export interface JobDraft {
  kind: 'coupon' | 'tag';
  templateId: CouponTemplateId | null;
  quantity: string;
  tag: string;
  reason: string;
}
export type JobWish = Omit<Parameters<AudienceJobApi['prepareJob']>[0], 'segmentId'>;

export const EMPTY_JOB: JobDraft = { kind: 'coupon', templateId: null, quantity: '1', tag: '', reason: '' };

/** Of what is not chosen nothing is asked. */
export function checkJob({ kind, templateId, quantity, tag, reason }: JobDraft): Checked<JobWish> {
  const why = neededReason(reason, '原因', '请写原因，至少两个字');
  if (kind === 'tag') {
    const name = neededText(tag, '标签', '请写标签');
    if (!name.ok || !why.ok) return refusedForm(problemsOf({ tag: name, reason: why }));
    return readyForm({ act: { do: 'tag', tag: name.value }, reason: why.value });
  }
  const template = needed(templateId, '哪种券', '请选一种券');
  const count = needed(wholeTyped(quantity, 1, 10), '每人张数', '请填 1 到 10');
  if (!template.ok || !count.ok || !why.ok)
    return refusedForm(problemsOf({ template, quantity: count, reason: why }));
  return readyForm({
    act: { do: 'coupon', templateId: template.value, quantity: count.value },
    reason: why.value,
  });
}
