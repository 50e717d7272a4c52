import type { CouponKind } from '@contracts/coupon/coupon';
import { FormPanel } from '@/components/form/form';
import { ChipsField, SwitchField, toggled } from '@/components/form/picked-fields';
import { LongTextField, MoneyField, NumberField, TextField } from '@/components/form/text-fields';
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
      value={draft.title}
      placeholder="满 99 减 20"
      onType={(title) => onChange({ title })}
    />
    {draft.kind === 'percent_off' && (
      <NumberField
        id="percent-off"
        label="减百分之几"
        unit="%"
        maxlength={3}
        value={draft.percentOff}
        placeholder="20 就是八折"
        onType={(percentOff) => onChange({ percentOff })}
      />
    )}
    {draft.kind === 'exchange' && (
      <TextField
        id="item"
        label="换什么"
        maxlength={30}
        value={draft.item}
        placeholder="鸡蛋一盒"
        onType={(item) => onChange({ item })}
      />
    )}
    <MoneyField
      id="amount"
      label={amountLabels[draft.kind]}
      value={draft.amount}
      onType={(amount) => onChange({ amount })}
    />
    <MoneyField
      id="threshold"
      label="满多少可用"
      value={draft.threshold}
      placeholder="无门槛"
      onType={(threshold) => onChange({ threshold })}
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
      on={draft.stacksWithMemberPrice}
      onTurn={(stacksWithMemberPrice) => onChange({ stacksWithMemberPrice })}
    />
    <SwitchField
      id="with-points"
      label="可与积分抵扣同享"
      on={draft.stacksWithPoints}
      onTurn={(stacksWithPoints) => onChange({ stacksWithPoints })}
    />
    <SwitchField
      id="transferable"
      label="可以送给一位朋友"
      on={draft.transferable}
      onTurn={(transferable) => onChange({ transferable })}
    />
    <LongTextField
      id="conditions"
      label="其他条件，一行一条"
      maxlength={600}
      value={draft.conditions}
      placeholder="领取前会全部给顾客看"
      onType={(conditions) => onChange({ conditions })}
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
      value={draft.total}
      placeholder="不限"
      onType={(total) => onChange({ total })}
    />
    <NumberField
      id="per-day"
      label="每天发"
      unit="张"
      value={draft.perDay}
      placeholder="不限"
      onType={(perDay) => onChange({ perDay })}
    />
    <NumberField
      id="per-member"
      label="每人限"
      unit="张"
      value={draft.perMember}
      placeholder="不限"
      onType={(perMember) => onChange({ perMember })}
    />
    <NumberField
      id="per-member-per-day"
      label="每人每天限"
      unit="张"
      value={draft.perMemberPerDay}
      placeholder="不限"
      onType={(perMemberPerDay) => onChange({ perMemberPerDay })}
    />
    <SwitchField
      id="collectable"
      label="放在领券中心自己领"
      on={draft.collectable}
      onTurn={(collectable) => onChange({ collectable })}
    />
    {draft.collectable && draft.perMember === '' && draft.perMemberPerDay === '' ? (
      <SwitchField
        id="no-member-limit"
        label="每人不限张数"
        on={draft.noMemberLimit}
        onTurn={(noMemberLimit) => onChange({ noMemberLimit })}
      />
    ) : null}
  </FormPanel>
);
