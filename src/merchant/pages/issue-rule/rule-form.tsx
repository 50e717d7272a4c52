import type { PaymentApi } from '@contracts/payment/payment';
import { FormPanel } from '@/components/form/form';
import { ChipsField, DateField, SwitchField, TimeField, toggled } from '@/components/form/picked-fields';
import { DecimalField, MoneyField, NumberField, TextField } from '@/components/form/text-fields';
import { pickedIn, turnedIn, typedIn } from '@/components/form/tied';
import { SectionTitle } from '@/components/section-title';
import { weekdayNames } from '../../components/words/rule-text';
import type { RuleDraft } from './rule-draft';

type Choices = ReturnType<PaymentApi['listIssueChoices']>;

interface RuleFormProps {
  draft: RuleDraft;
  choices: Choices;
  onChange: (change: Partial<RuleDraft>) => void;
}

const NO_PACK = 'none';

/** What it issues. */
const Issues = ({ draft, choices, onChange }: RuleFormProps) => (
  <>
    <SectionTitle text="发什么" />
    <FormPanel>
      <ChipsField
        id="plan"
        label="会员卡"
        options={choices.plans}
        chosen={draft.planId === null ? [] : [draft.planId]}
        onToggle={(planId) => onChange({ planId })}
      />
      <ChipsField
        id="pack"
        label="券包"
        options={[{ id: NO_PACK, name: '不送券' }, ...choices.packs]}
        chosen={[draft.packId ?? NO_PACK]}
        onToggle={(chosen) => onChange({ packId: choices.packs.find(({ id }) => id === chosen)?.id ?? null })}
      />
      <DecimalField
        id="claim-days"
        label="几天内领取"
        unit="天"
        {...typedIn(draft, onChange, 'claimDays')}
        placeholder="7"
      />
    </FormPanel>
  </>
);

/** The amounts and the days; what is left empty limits nothing. */
const Amounts = ({ draft, onChange }: RuleFormProps) => (
  <FormPanel>
    <MoneyField id="from-yuan" label="满多少" {...typedIn(draft, onChange, 'fromYuan')} placeholder="0.01" />
    <MoneyField
      id="until-yuan"
      label="不到多少"
      {...typedIn(draft, onChange, 'untilYuan')}
      placeholder="不限"
    />
    <DateField
      id="first-day"
      label="第一天"
      {...pickedIn(draft, onChange, 'firstDay')}
      empty="不限"
      clearable
    />
    <DateField
      id="last-day"
      label="最后一天（含）"
      {...pickedIn(draft, onChange, 'lastDay')}
      empty="不限"
      clearable
      start={draft.firstDay === '' ? undefined : draft.firstDay}
    />
    <TimeField
      id="from-time"
      label="每天几点起"
      {...pickedIn(draft, onChange, 'fromTime')}
      empty="全天"
      opensAt="08:00"
      clearable
    />
    <TimeField
      id="until-time"
      label="到几点前"
      {...pickedIn(draft, onChange, 'untilTime')}
      empty="全天"
      opensAt="22:00"
      hint="比开始早就是到次日；到午夜选 00:00"
      clearable
    />
  </FormPanel>
);

/** When the rule matches. */
const Conditions = (props: RuleFormProps) => {
  const { draft, choices, onChange } = props;
  return (
    <>
      <SectionTitle text="首次付款符合这些才发（不填就不限）" />
      <Amounts {...props} />
      <FormPanel>
        <ChipsField
          id="weekday"
          label="星期（不选就是每天）"
          options={weekdayNames.map((name, position) => ({ id: position + 1, name }))}
          chosen={draft.weekdays}
          onToggle={(day) => onChange({ weekdays: toggled(draft.weekdays, day) })}
        />
        <ChipsField
          id="store"
          label="门店（不选就是全部）"
          options={choices.stores}
          chosen={draft.storeIds}
          onToggle={(id) => onChange({ storeIds: toggled(draft.storeIds, id) })}
        />
        <SwitchField
          id="counter-payments"
          label="店员记的现金也算"
          {...turnedIn(draft, onChange, 'counterPayments')}
        />
      </FormPanel>
    </>
  );
};

export const RuleForm = (props: RuleFormProps) => {
  const { draft, onChange } = props;
  return (
    <>
      <FormPanel>
        <TextField
          id="name"
          label="规则名称"
          {...typedIn(draft, onChange, 'name')}
          placeholder="首单领会员卡"
        />
        <NumberField
          id="priority"
          label="优先级"
          hint="几条都符合时，数字大的先看"
          {...typedIn(draft, onChange, 'priority')}
          placeholder="10"
        />
      </FormPanel>
      <Issues {...props} />
      <Conditions {...props} />
      <FormPanel>
        <SwitchField id="enabled" label="启用" {...turnedIn(draft, onChange, 'enabled')} />
      </FormPanel>
    </>
  );
};
