import { AmountField } from '@/components/form/amount-field';
import { FormPanel } from '@/components/form/form';
import { ChipsField } from '@/components/form/picked-fields';
import { NumberField, TextField } from '@/components/form/text-fields';
import type { ItemForm } from './item-draft';

interface ItemFieldsProps {
  form: ItemForm;
  /** Those a coupon or the points rule asks for: an item is matched by the exact word. */
  categories: readonly string[];
  onChange: (form: ItemForm) => void;
}

/** The line being typed. Only the amount is needed. */
export function ItemFields({ form, categories, onChange }: ItemFieldsProps) {
  const type = (field: keyof ItemForm) => (value: string) => onChange({ ...form, [field]: value });
  const label = form.quantity.trim() === '' ? '收款金额（元）' : '单价（元）';
  return (
    <>
      <AmountField id="amount" label={label} value={form.amount} onChange={type('amount')} />
      <FormPanel>
        <TextField
          id="item-name"
          label="品名"
          placeholder="可不填"
          maxlength={30}
          value={form.name}
          onType={type('name')}
        />
        <NumberField
          id="quantity"
          label="数量"
          placeholder="可不填，填了按单价算"
          maxlength={3}
          value={form.quantity}
          onType={type('quantity')}
        />
        {categories.length > 0 && (
          <ChipsField
            id="category"
            label="商品类别（可不选）"
            options={categories.map((name) => ({ id: name, name }))}
            chosen={[form.category]}
            onToggle={(name) => onChange({ ...form, category: name === form.category ? '' : name })}
          />
        )}
      </FormPanel>
    </>
  );
}
