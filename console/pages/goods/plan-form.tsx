import type { CardPlanTerms, CardPlanView } from '@contracts/card/card-plans';
import { Form, Input } from 'antd';
import { ActionForm } from '../../kit/action-form';
import { useRefresh } from '../../kit/use-refresh';
import { NumberInput } from '../../kit/number-input';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { goodsTexts } from './texts';

export const PLANS_KEY = ['card', 'plans'];

interface Typed {
  name: string;
  benefits: string;
  validForDays: number | null;
  memberRate: number;
}
const typedOf = (terms: CardPlanTerms | undefined): Typed => ({
  name: terms?.name ?? '',
  benefits: terms?.benefits.join('\n') ?? '',
  validForDays: terms?.validForDays ?? null,
  memberRate: terms?.memberRate ?? 1000,
});
const termsOf = ({ name, benefits, validForDays, memberRate }: Typed): CardPlanTerms => ({
  name: name.trim(),
  benefits: benefits
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== ''),
  validForDays: validForDays ?? null,
  memberRate,
});

/** The next version of the plan as it was opened: somebody who wrote one meanwhile is not overruled. */
export function PlanForm({ plan, onClose }: { plan: CardPlanView | null; onClose: () => void }) {
  const texts = usePageTexts(goodsTexts);
  const { form } = useTexts();
  const refresh = useRefresh(PLANS_KEY);
  return (
    <ActionForm<Typed>
      title={plan ? `${texts.edit} · ${plan.terms.name}` : texts.newPlan}
      who={texts.holders}
      what={texts.editWhat}
      initial={typedOf(plan?.terms)}
      submit={(typed, requestId) =>
        api.card.savePlan(
          { edit: plan && { planId: plan.planId, version: plan.version }, terms: termsOf(typed) },
          { requestId },
        )
      }
      reload={refresh}
      onDone={refresh}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={texts.planName}
        rules={[{ required: true, whitespace: true, message: form.required }]}
      >
        <Input maxLength={20} showCount />
      </Form.Item>
      <Form.Item name="benefits" label={texts.benefitLines}>
        <Input.TextArea rows={4} maxLength={400} />
      </Form.Item>
      <Form.Item name="validForDays" label={texts.validDays}>
        <NumberInput min={1} max={36_500} precision={0} />
      </Form.Item>
      <Form.Item
        name="memberRate"
        label={texts.memberRate}
        rules={[{ required: true, message: form.required }]}
      >
        <NumberInput min={1} max={1000} precision={0} />
      </Form.Item>
    </ActionForm>
  );
}
