import { FormHint, FormPanel } from '@/components/form/form';
import { ChipsField, SelectField } from '@/components/form/picked-fields';
import { DecimalField, NumberField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import { SectionTitle } from '@/components/section-title';
import type { RuleForm } from './rule-draft';
import type { FieldsProps } from './tier-fields';

const lifetimes: { id: RuleForm['lifetime']; name: string }[] = [
  { id: 'rolling_year', name: '12 个月' },
  { id: 'calendar_year', name: '到当年年底' },
];
const reviews: { id: RuleForm['reviewKind']; name: string }[] = [
  { id: 'anniversary', name: '升级满一年' },
  { id: 'fixed', name: '每年同一天' },
];
const falls: { id: RuleForm['refundFalls']; name: string }[] = [
  { id: 'at_review', name: '到复核时' },
  { id: 'at_once', name: '马上' },
];
const numbered = (count: number, unit: string) =>
  Array.from({ length: count }, (_none, at) => ({
    id: String(at + 1).padStart(2, '0'),
    name: `${at + 1} ${unit}`,
  }));
const [months, days] = [numbered(12, '月'), numbered(31, '日')];

/** What earns growth value, and when it counts. */
export const GrowthFields = ({ form, onChange }: FieldsProps) => (
  <>
    <SectionTitle text="成长值怎么得" />
    <FormPanel>
      <DecimalField id="per-yuan" label="每付 1 元得" unit="成长值" {...typedIn(form, onChange, 'perYuan')} />
      <NumberField
        id="per-order-cap"
        label="每单最多"
        unit="成长值"
        placeholder="不限"
        {...typedIn(form, onChange, 'perOrderCap')}
      />
      <NumberField
        id="pending-days"
        label="付款后"
        unit="天计入"
        hint="退款期：这几天里退了款，就不计入"
        {...typedIn(form, onChange, 'pendingDays')}
      />
      <NumberField
        id="frequency"
        label="当月第几单再送"
        unit="单"
        placeholder="不送"
        {...typedIn(form, onChange, 'frequencyOrder')}
      />
      {form.frequencyOrder.trim() !== '' && (
        <NumberField
          id="frequency-growth"
          label="那一单再得"
          unit="成长值"
          {...typedIn(form, onChange, 'frequencyGrowth')}
        />
      )}
      <NumberField id="profile" label="完善资料得" unit="成长值" {...typedIn(form, onChange, 'profile')} />
      <NumberField
        id="invite"
        label="邀请好友得"
        unit="成长值"
        value={form.invite.growth}
        onType={(growth) => onChange({ invite: { ...form.invite, growth } })}
      />
      <NumberField
        id="invite-times"
        label="邀请一年最多"
        unit="次"
        placeholder="不限"
        value={form.invite.times}
        onType={(times) => onChange({ invite: { ...form.invite, times } })}
      />
      <FormHint text="花积分不影响成长值" />
    </FormPanel>
    <KeepFields form={form} onChange={onChange} />
  </>
);

/** How long it counts, and what becomes of a tier. */
const KeepFields = ({ form, onChange }: FieldsProps) => (
  <>
    <SectionTitle text="有效期和复核" />
    <FormPanel>
      <ChipsField
        id="lifetime"
        label="成长值有效"
        options={lifetimes}
        chosen={[form.lifetime]}
        onToggle={(lifetime) => onChange({ lifetime })}
      />
      <ChipsField
        id="review-kind"
        label="什么时候复核等级"
        options={reviews}
        chosen={[form.reviewKind]}
        onToggle={(reviewKind) => onChange({ reviewKind })}
      />
      {form.reviewKind === 'fixed' && (
        <>
          <SelectField
            id="review-month"
            label="复核日的月份"
            options={months}
            chosen={form.reviewMonth}
            onPick={(reviewMonth) => onChange({ reviewMonth })}
          />
          <SelectField
            id="review-day"
            label="复核日"
            options={days}
            chosen={form.reviewDay}
            onPick={(reviewDay) => onChange({ reviewDay })}
          />
        </>
      )}
      <NumberField id="grace-days" label="复核后宽限" unit="天" {...typedIn(form, onChange, 'graceDays')} />
      <ChipsField
        id="refund-falls"
        label="退款后够不上的等级，什么时候降"
        options={falls}
        chosen={[form.refundFalls]}
        onToggle={(refundFalls) => onChange({ refundFalls })}
      />
      <FormHint text="不够保级时一次只降一级，提前 30 天和 7 天发消息，说还差多少" />
    </FormPanel>
  </>
);
