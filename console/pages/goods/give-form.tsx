import type { TemplateView } from '@contracts/coupon/coupon-admin';
import { errorCatalogue, TuankaError } from '@contracts/errors';
import { isCardNumber } from '@contracts/primitives/codes/card-number';
import { App as AntApp, Form, Input } from 'antd';
import { ActionForm, ReasonField } from '../../kit/action-form';
import { useRefresh } from '../../kit/use-refresh';
import { NumberInput } from '../../kit/number-input';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { goodsTexts } from './texts';

const digits = (typed: string): string => typed.replace(/\s/g, '');

/** One member, by the number on their card; what was not given is told with its reason. */
export function GiveForm({ template, onClose }: { template: TemplateView; onClose: () => void }) {
  const texts = usePageTexts(goodsTexts);
  const { form } = useTexts();
  const { modal } = AntApp.useApp();
  const refresh = useRefresh(['coupon']);
  const { templateId, terms } = template;
  return (
    <ActionForm<{ card: string; quantity: number; reason: string }>
      title={`${texts.give} · ${terms.title}`}
      who={texts.card}
      what={texts.giveWhat}
      initial={{ card: '', quantity: 1, reason: '' }}
      submit={async ({ card, quantity, reason }, requestId) => {
        const cardNumber = digits(card);
        if (!isCardNumber(cardNumber)) throw new TuankaError('card_not_found');
        const input = { cardNumber, templateId, quantity, reason: reason.trim() };
        const { refused } = await api.coupon.issueByHand(input, { requestId });
        const reasons = refused.map((one) => errorCatalogue[one.reason].message);
        if (reasons.length > 0)
          void modal.warning({ title: texts.notGiven([...new Set(reasons)].join('、')) });
      }}
      saveText={texts.give}
      onDone={refresh}
      onClose={onClose}
    >
      <Form.Item
        name="card"
        label={texts.card}
        extra={texts.cardHint}
        rules={[{ required: true, whitespace: true, message: form.required }]}
      >
        <Input inputMode="numeric" autoComplete="off" />
      </Form.Item>
      <Form.Item name="quantity" label={texts.quantity} rules={[{ required: true, message: form.required }]}>
        <NumberInput min={1} max={10} precision={0} />
      </Form.Item>
      <ReasonField />
    </ActionForm>
  );
}
