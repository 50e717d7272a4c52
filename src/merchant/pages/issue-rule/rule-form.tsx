import { Input, Switch, Text, View } from '@tarojs/components';
import type { PaymentApi } from '@contracts/payment/payment';
import { classNames } from '@/components/class-names';
import { SectionTitle } from '@/components/section-title';
import { Tappable } from '@/components/tappable';
import { weekdayNames } from '../../components/words/rule-text';
import type { RuleDraft } from './rule-draft';
import styles from './rule-form.module.scss';

type Choices = ReturnType<PaymentApi['listIssueChoices']>;

interface RuleFormProps {
  draft: RuleDraft;
  choices: Choices;
  onChange: (change: Partial<RuleDraft>) => void;
}

interface FieldProps {
  id: string;
  label: string;
  value: string;
  placeholder: string;
  onType: (text: string) => void;
}

const Field = ({ id, label, value, placeholder, onType }: FieldProps) => (
  <View className={styles['field']}>
    <Text className={styles['label']}>{label}</Text>
    <Input
      id={id}
      className={styles['input'] ?? ''}
      value={value}
      placeholder={placeholder}
      ariaLabel={label}
      onInput={(event) => onType(event.detail.value)}
    />
  </View>
);

interface ChipsProps<Value> {
  name: string;
  options: readonly { value: Value; text: string }[];
  isChosen: (value: Value) => boolean;
  onChoose: (value: Value) => void;
}

function Chips<Value extends string | number | null>({
  name,
  options,
  isChosen,
  onChoose,
}: ChipsProps<Value>) {
  return (
    <View className={styles['chips']}>
      {options.map(({ value, text }) => (
        <Tappable
          key={String(value)}
          id={`${name}-${String(value)}`}
          className={classNames(styles['chip'], isChosen(value) && styles['chosen'])}
          ariaLabel={isChosen(value) ? `${text}，已选中` : text}
          onPress={() => onChoose(value)}
        >
          <Text>{text}</Text>
        </Tappable>
      ))}
    </View>
  );
}

const toggled = <Value,>(values: readonly Value[], value: Value): Value[] =>
  values.includes(value) ? values.filter((one) => one !== value) : [...values, value];

const named = <Id extends string>(all: readonly { id: Id; name: string }[]) =>
  all.map(({ id, name }) => ({ value: id, text: name }));

/** When the rule matches; what is left empty limits nothing. */
const Conditions = ({ draft, choices, onChange }: RuleFormProps) => (
  <>
    <SectionTitle text="首次付款符合这些才发（不填就不限）" />
    <View className={styles['panel']}>
      <Field
        id="from-yuan"
        label="满多少元"
        value={draft.fromYuan}
        placeholder="0.01"
        onType={(fromYuan) => onChange({ fromYuan })}
      />
      <Field
        id="until-yuan"
        label="不到多少元"
        value={draft.untilYuan}
        placeholder="不限"
        onType={(untilYuan) => onChange({ untilYuan })}
      />
      <Field
        id="first-day"
        label="从哪天"
        value={draft.firstDay}
        placeholder="2026-11-21"
        onType={(firstDay) => onChange({ firstDay })}
      />
      <Field
        id="last-day"
        label="到哪天（含）"
        value={draft.lastDay}
        placeholder="2026-12-31"
        onType={(lastDay) => onChange({ lastDay })}
      />
      <Field
        id="from-time"
        label="每天几点起"
        value={draft.fromTime}
        placeholder="22:00"
        onType={(fromTime) => onChange({ fromTime })}
      />
      <Field
        id="until-time"
        label="到几点前"
        value={draft.untilTime}
        placeholder="02:00 是次日"
        onType={(untilTime) => onChange({ untilTime })}
      />
      <Text className={styles['label']}>星期（不选就是每天）</Text>
      <Chips
        name="weekday"
        options={weekdayNames.map((text, position) => ({ value: position + 1, text }))}
        isChosen={(day) => draft.weekdays.includes(day)}
        onChoose={(day) => onChange({ weekdays: toggled(draft.weekdays, day) })}
      />
      <Text className={styles['label']}>门店（不选就是全部）</Text>
      <Chips
        name="store"
        options={named(choices.stores)}
        isChosen={(id) => draft.storeIds.includes(id)}
        onChoose={(id) => onChange({ storeIds: toggled(draft.storeIds, id) })}
      />
      <View className={styles['field']}>
        <Text className={styles['label']}>店员记的现金也算</Text>
        <Switch
          id="counter-payments"
          checked={draft.counterPayments}
          color="#0f766e"
          ariaLabel="店员记的现金也算"
          onChange={(event) => onChange({ counterPayments: event.detail.value })}
        />
      </View>
    </View>
  </>
);

export const RuleForm = (props: RuleFormProps) => {
  const { draft, choices, onChange } = props;
  return (
    <>
      <View className={styles['panel']}>
        <Field
          id="name"
          label="规则名称"
          value={draft.name}
          placeholder="首单领会员卡"
          onType={(name) => onChange({ name })}
        />
        <Field
          id="priority"
          label="优先级，大的先看"
          value={draft.priority}
          placeholder="10"
          onType={(priority) => onChange({ priority })}
        />
      </View>
      <SectionTitle text="发什么" />
      <View className={styles['panel']}>
        <Text className={styles['label']}>会员卡</Text>
        <Chips
          name="plan"
          options={named(choices.plans)}
          isChosen={(id) => draft.planId === id}
          onChoose={(planId) => onChange({ planId })}
        />
        <Text className={styles['label']}>券包</Text>
        <Chips
          name="pack"
          options={[{ value: null, text: '不送券' }, ...named(choices.packs)]}
          isChosen={(id) => draft.packId === id}
          onChoose={(packId) => onChange({ packId })}
        />
        <Field
          id="claim-days"
          label="几天内领取"
          value={draft.claimDays}
          placeholder="7"
          onType={(claimDays) => onChange({ claimDays })}
        />
      </View>
      <Conditions {...props} />
      <View className={styles['panel']}>
        <View className={styles['field']}>
          <Text className={styles['label']}>启用</Text>
          <Switch
            id="enabled"
            checked={draft.enabled}
            color="#0f766e"
            ariaLabel="启用"
            onChange={(event) => onChange({ enabled: event.detail.value })}
          />
        </View>
      </View>
    </>
  );
};
