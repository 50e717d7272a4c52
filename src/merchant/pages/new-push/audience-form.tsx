import { useEffect } from 'react';
import { FormHint, FormPanel } from '@/components/form/form';
import { ChipsField, toggled } from '@/components/form/picked-fields';
import { NumberField, TextField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import { useCall } from '@/hooks/use-call';
import { messageService } from '@/services';
import type { PushDraft } from './push-draft';

interface ChoicesProps<Id extends string> {
  id: string;
  label: string;
  all: readonly { id: Id; name: string }[];
  chosen: readonly Id[];
  onChoose: (chosen: Id[]) => void;
}

/** None chosen: everybody. */
const Choices = <Id extends string>({ id, label, all, chosen, onChoose }: ChoicesProps<Id>) =>
  all.length === 0 ? null : (
    <ChipsField
      id={id}
      label={`${label}（不选就是全部）`}
      options={all}
      chosen={chosen}
      onToggle={(one) => onChoose(toggled(chosen, one))}
    />
  );

interface PartProps {
  draft: PushDraft;
  onChange: (change: Partial<PushDraft>) => void;
}

/** In which segments, of which cards, stores and leaders. */
function ChosenFields({ draft, onChange }: PartProps) {
  const { state, reload } = useCall(() => messageService.listAudienceChoices({}));
  useEffect(() => void reload(), [reload]);
  const choices =
    state.status === 'ready' ? state.snapshot.data : { stores: [], leaders: [], cardPlans: [], segments: [] };
  return (
    <>
      <Choices
        id="segments"
        label="人群"
        all={choices.segments}
        chosen={draft.segmentIds}
        onChoose={(segmentIds) => onChange({ segmentIds })}
      />
      <Choices
        id="plans"
        label="会员卡"
        all={choices.cardPlans}
        chosen={draft.cardPlanIds}
        onChoose={(cardPlanIds) => onChange({ cardPlanIds })}
      />
      <Choices
        id="stores"
        label="门店"
        all={choices.stores}
        chosen={draft.storeIds}
        onChoose={(storeIds) => onChange({ storeIds })}
      />
      <Choices
        id="leaders"
        label="团长"
        all={choices.leaders}
        chosen={draft.leaderIds}
        onChoose={(leaderIds) => onChange({ leaderIds })}
      />
    </>
  );
}

/** Who gets it: everybody who meets all that is filled in. */
export function AudienceForm({ draft, onChange }: PartProps) {
  const days = (
    id: string,
    label: string,
    field: 'couponDays' | 'cardDays' | 'joinedDays' | 'paidDays' | 'notPaidDays',
  ) => (
    <NumberField
      id={id}
      label={label}
      unit="天"
      placeholder="不限"
      maxlength={3}
      value={draft[field]}
      onType={(typed) => onChange({ [field]: typed })}
    />
  );
  return (
    <FormPanel>
      {days('coupon-days', '有券在几天内到期', 'couponDays')}
      {days('card-days', '会员卡在几天内到期', 'cardDays')}
      {days('joined-days', '最近几天入会', 'joinedDays')}
      {days('paid-days', '最近几天买过单', 'paidDays')}
      {days('not-paid-days', '至少几天没买单', 'notPaidDays')}
      <NumberField
        id="points"
        label="可用积分至少"
        unit="分"
        placeholder="不限"
        {...typedIn(draft, onChange, 'points')}
      />
      <TextField
        id="tags"
        label="有任一标签"
        placeholder="不限"
        hint="多个标签用空格隔开"
        maxlength={200}
        {...typedIn(draft, onChange, 'tags')}
      />
      <ChosenFields draft={draft} onChange={onChange} />
      <FormHint text="都不填就是全部会员；到期提醒不填天数时，券按 7 天、卡按 30 天算" />
    </FormPanel>
  );
}
