import { Form, Select } from 'antd';
import { NumberInput } from '../../../kit/number-input';
import { useTexts } from '../../../texts/use-texts';
import { useChoices } from './use-choices';

/** Which coupon and how many, for a form of `templateId` and `quantity`. */
export function CouponFields({ template, quantity }: { template: string; quantity: string }) {
  const { form } = useTexts();
  const choices = useChoices();
  const rules = [{ required: true, message: form.required }];
  return (
    <>
      <Form.Item name="templateId" label={template} rules={rules}>
        <Select
          loading={choices.isPending}
          options={(choices.data?.templates ?? []).map(({ templateId, terms }) => ({
            value: templateId,
            label: terms.title,
          }))}
        />
      </Form.Item>
      <Form.Item name="quantity" label={quantity} rules={rules}>
        <NumberInput min={1} max={10} precision={0} />
      </Form.Item>
    </>
  );
}
