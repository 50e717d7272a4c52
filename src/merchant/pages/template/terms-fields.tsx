import type { CouponKind } from '@contracts/coupon/coupon';
import { FormPanel } from '@/components/form/form';
import { ChipsField, SwitchField, toggled } from '@/components/form/picked-fields';
import { LongTextField, MoneyField, NumberField, TextField } from '@/components/form/text-fields';
import { turnedIn, typedIn } from '@/components/form/tied';
import { CategoryField } from '../../components/category-field/category-field';
import type { TemplateDraft } from './template-draft';
import type { Choices } from './use-template';

const kinds: readonly { id: CouponKind; name: string }[] = [
  { id: 'amount_off', name: '满减 / 立减' },
  { id: 'percent_off', name: '折扣' },
  { id: 'exchange', name: '兑换' },
];
const amountLabels: Readonly<Record<CouponKind, string>> = {
  amount_off: '减多少',
  percent_off: '最多减',
  exchange: '价值',
};

interface FieldsProps {
  draft: TemplateDraft;
  onChange: (change: Partial<TemplateDraft>) => void;
}

/** What the coupon gives. */
export const WorthFields = ({ draft, onChange }: FieldsProps) => (
  <FormPanel>
    <ChipsField
      id="kind"
      label="哪种券"
      options={kinds}
      chosen={[draft.kind]}
      onToggle={(kind) => onChange({ kind })}
    />
    <TextField
      id="title"
      label="名称"
      maxlength={20}
      {...typedIn(draft, onChange, 'title')}
      placeholder="满 99 减 20"
    />
    {draft.kind === 'percent_off' && (
      <NumberField
        id="percent-off"
        label="减百分之几"
        unit="%"
        maxlength={3}
        {...typedIn(draft, onChange, 'percentOff')}
        placeholder="20 就是八折"
      />
    )}
    {draft.kind === 'exchange' && (
      <TextField
        id="item"
        label="换什么"
        maxlength={30}
        {...typedIn(draft, onChange, 'item')}
        placeholder="鸡蛋一盒"
      />
    )}
    <MoneyField id="amount" label={amountLabels[draft.kind]} {...typedIn(draft, onChange, 'amount')} />
    <MoneyField
      id="threshold"
      label="满多少可用"
      {...typedIn(draft, onChange, 'threshold')}
      placeholder="无门槛"
    />
  </FormPanel>
);

/** Where, for whom and together with what. */
export const LimitFields = ({ draft, onChange, choices }: FieldsProps & { choices: Choices }) => (
  <FormPanel>
    <CategoryField
      id="categories"
      label="限品类（不选就是全部）"
      categories={choices.categories}
      chosen={draft.categories}
      onChange={(categories) => onChange({ categories })}
    />
    {choices.stores.length > 0 && (
      <ChipsField
        id="stores"
        label="限门店（不选就是全部）"
        options={choices.stores}
        chosen={draft.storeIds}
        onToggle={(id) => onChange({ storeIds: toggled(draft.storeIds, id) })}
      />
    )}
    {choices.cardPlans.length > 0 && (
      <ChipsField
        id="plans"
        label="限会员卡（不选就是全部）"
        options={choices.cardPlans}
        chosen={draft.planIds}
        onToggle={(id) => onChange({ planIds: toggled(draft.planIds, id) })}
      />
    )}
    <SwitchField
      id="with-member-price"
      label="可与会员价同享"
      {...turnedIn(draft, onChange, 'stacksWithMemberPrice')}
    />
    <SwitchField
      id="with-points"
      label="可与积分抵扣同享"
      {...turnedIn(draft, onChange, 'stacksWithPoints')}
    />
    <SwitchField id="transferable" label="可以送给一位朋友" {...turnedIn(draft, onChange, 'transferable')} />
    <LongTextField
      id="conditions"
      label="其他条件，一行一条"
      maxlength={600}
      {...typedIn(draft, onChange, 'conditions')}
      placeholder="领取前会全部给顾客看"
    />
  </FormPanel>
);

/** How many are issued. */
export const CountFields = ({ draft, onChange }: FieldsProps) => (
  <FormPanel>
    <NumberField
      id="total"
      label="一共发"
      unit="张"
      {...typedIn(draft, onChange, 'total')}
      placeholder="不限"
    />
    <NumberField
      id="per-day"
      label="每天发"
      unit="张"
      {...typedIn(draft, onChange, 'perDay')}
      placeholder="不限"
    />
    <NumberField
      id="per-member"
      label="每人限"
      unit="张"
      {...typedIn(draft, onChange, 'perMember')}
      placeholder="不限"
    />
    <NumberField
      id="per-member-per-day"
      label="每人每天限"
      unit="张"
      {...typedIn(draft, onChange, 'perMemberPerDay')}
      placeholder="不限"
    />
    <SwitchField id="collectable" label="放在领券中心自己领" {...turnedIn(draft, onChange, 'collectable')} />
    {draft.collectable && draft.perMember === '' && draft.perMemberPerDay === '' ? (
      <SwitchField
        id="no-member-limit"
        label="每人不限张数"
        {...turnedIn(draft, onChange, 'noMemberLimit')}
      />
    ) : null}
  </FormPanel>
);
