import { AmountField } from '@/components/form/amount-field';
import { FormField, FormPanel } from '../../components/form-field';
import type { ItemForm } from './item-draft';

/** The line being typed. Only the amount is needed. */
export function ItemFields({ form, onChange }: { form: ItemForm; onChange: (form: ItemForm) => void }) {
  const type = (field: keyof ItemForm) => (value: string) => onChange({ ...form, [field]: value });
  const label = form.quantity.trim() === '' ? '收款金额（元）' : '单价（元）';
  return (
    <>
      <AmountField id="amount" label={label} value={form.amount} onChange={type('amount')} />
      <FormPanel>
        <FormField
          id="item-name"
          label="品名"
          placeholder="可不填"
          maxlength={30}
          value={form.name}
          onType={type('name')}
        />
        <FormField
          id="quantity"
          label="数量"
          type="number"
          placeholder="可不填，填了按单价算"
          maxlength={3}
          value={form.quantity}
          onType={type('quantity')}
        />
        <FormField
          id="category"
          label="商品类别"
          placeholder="可不填，例如：生鲜"
          maxlength={20}
          value={form.category}
          onType={type('category')}
        />
      </FormPanel>
    </>
  );
}
