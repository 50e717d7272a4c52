import { FormHint, FormPanel } from '@/components/form/form';
import { ChipsField } from '@/components/form/picked-fields';
import { DecimalField, NumberField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import { SectionTitle } from '@/components/section-title';
import type { FieldsProps } from './earn-fields';
import type { RuleForm } from './rule-draft';

/** Only what a member can do here; 评价 comes with the page to do it on. */
const eventNames: { name: keyof RuleForm['events']; text: string }[] = [
  { name: 'join', text: '入会' },
  { name: 'profile', text: '完善资料' },
  { name: 'follow', text: '关注公众号' },
  { name: 'invite', text: '邀请好友' },
];

/** What is earned without paying. */
export const EventFields = ({ form: { events }, onChange }: FieldsProps) => (
  <>
    <SectionTitle text="其他得积分" />
    <FormPanel>
      {eventNames.map(({ name, text }) => (
        <NumberField
          key={name}
          id={`event-${name}`}
          label={text}
          unit="积分"
          value={events[name]}
          onType={(value) => onChange({ events: { ...events, [name]: value } })}
        />
      ))}
      <FormHint text="填 0 就是不送；入会、完善资料、关注每人只送一次" />
    </FormPanel>
  </>
);

/** Points as money off. */
export const OffsetFields = ({ form: { offset }, onChange }: FieldsProps) => (
  <>
    <SectionTitle text="结账抵扣" />
    <FormPanel>
      <NumberField
        id="offset-rate"
        label="抵 1 元要"
        unit="积分"
        placeholder="不能抵扣"
        value={offset.pointsPerYuan}
        onType={(pointsPerYuan) => onChange({ offset: { ...offset, pointsPerYuan } })}
      />
      <DecimalField
        id="offset-share"
        label="最多抵实付的"
        unit="%"
        value={offset.mostPercent}
        onType={(mostPercent) => onChange({ offset: { ...offset, mostPercent } })}
      />
      <NumberField
        id="offset-least"
        label="至少用"
        unit="积分"
        value={offset.leastPoints}
        onType={(leastPoints) => onChange({ offset: { ...offset, leastPoints } })}
      />
    </FormPanel>
  </>
);

const policies: { id: RuleForm['expiryKind']; name: string }[] = [
  { id: 'days', name: '若干天' },
  { id: 'month_end', name: '月底' },
  { id: 'year_end', name: '年底' },
  { id: 'never', name: '长期有效' },
];

/** When points open and when they expire. */
export const LifeFields = ({ form, onChange }: FieldsProps) => (
  <>
    <SectionTitle text="到账和有效期" />
    <FormPanel>
      <NumberField
        id="pending-days"
        label="付款后几天到账"
        unit="天"
        {...typedIn(form, onChange, 'pendingDays')}
      />
      <ChipsField
        id="expiry"
        label="有效期"
        options={policies}
        chosen={[form.expiryKind]}
        onToggle={(expiryKind) => onChange({ expiryKind })}
      />
      {form.expiryKind !== 'never' && (
        <NumberField
          id="expiry-length"
          label={form.expiryKind === 'days' ? '到账后有效' : '到账几个月后的'}
          unit={
            form.expiryKind === 'days' ? '天' : form.expiryKind === 'month_end' ? '个月，月底' : '个月，年底'
          }
          {...typedIn(form, onChange, 'expiryLength')}
        />
      )}
      <NumberField
        id="reminder-least"
        label="到期提醒：少于"
        unit="积分不提醒"
        {...typedIn(form, onChange, 'reminderLeast')}
      />
    </FormPanel>
  </>
);
