import type { AudienceJobApi } from '@contracts/audience/audience-jobs';
import type { CouponTemplateId } from '@contracts/primitives/ids';
import { wholeTyped } from '@contracts/primitives/typed';
import {
  checkForm,
  needed,
  neededReason,
  neededText,
  neededWhole,
  problemsOf,
  readyForm,
  refusedForm,
  type Checked,
} from '@/components/form/problems';

export interface JobDraft {
  kind: 'coupon' | 'tag' | 'journey' | 'task';
  templateId: CouponTemplateId | null;
  quantity: string;
  tag: string;
  journeyId: string | null;
  taskFor: 'staff' | 'leader';
  title: string;
  note: string;
  dueDays: string;
  reason: string;
}
export type JobWish = Omit<Parameters<AudienceJobApi['prepareJob']>[0], 'segmentId'>;
type Act = JobWish['act'];

export const EMPTY_JOB: JobDraft = {
  kind: 'coupon',
  templateId: null,
  quantity: '1',
  tag: '',
  journeyId: null,
  taskFor: 'staff',
  title: '',
  note: '',
  dueDays: '3',
  reason: '',
};

/** Of what is not chosen nothing is asked. */
export function checkJob(draft: JobDraft): Checked<JobWish> {
  const why = neededReason(draft.reason, '原因', '请写原因，至少两个字');
  const act = checkAct(draft);
  if (act.ok && why.ok) return readyForm({ act: act.value, reason: why.value });
  return refusedForm([...(act.ok ? [] : act.problems), ...problemsOf({ reason: why })]);
}

function checkAct({ kind, ...draft }: JobDraft): Checked<Act> {
  switch (kind) {
    case 'coupon':
      return checkForm(
        {
          template: needed(draft.templateId, '哪种券', '请选一种券'),
          quantity: needed(wholeTyped(draft.quantity, 1, 10), '每人张数', '请填 1 到 10'),
        },
        ({ template, quantity }) => ({
          do: 'coupon',
          templateId: template.value,
          quantity: quantity.value,
        }),
      );
    case 'tag':
      return checkForm({ tag: neededText(draft.tag, '标签', '请写标签') }, ({ tag }) => ({
        do: 'tag',
        tag: tag.value,
      }));
    case 'journey':
      return checkForm(
        { journey: needed(draft.journeyId, '哪个旅程', '请选一个运行中的旅程') },
        ({ journey }) => ({ do: 'journey', journeyId: journey.value }),
      );
    case 'task':
      return checkForm(
        {
          title: neededText(draft.title, '要做什么', '请写要做什么'),
          dueDays: neededWhole(draft.dueDays, '几天内', [0, 60]),
        },
        ({ title, dueDays }) => ({
          do: 'task',
          for: draft.taskFor,
          title: title.value,
          note: draft.note.trim(),
          dueDays: dueDays.value,
        }),
      );
  }
}
