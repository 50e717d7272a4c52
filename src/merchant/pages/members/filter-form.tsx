import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { useForm } from '@/components/form/draft/use-form';
import { FormBody, FormPanel } from '@/components/form/form';
import { ChipsField, DateField, SelectField } from '@/components/form/picked-fields';
import { SaveBar } from '@/components/form/save-bar';
import { MoneyField, NumberField, TextField } from '@/components/form/text-fields';
import { pickedIn, typedIn } from '@/components/form/tied';
import { InlineNote } from '@/components/inline-note';
import type { MemberFilterInput } from '@contracts/office/member-filter';
import type { MemberDeskApi } from '@contracts/office/members';
import { useAction } from '@/hooks/use-action';
import { officeService } from '@/services';
import { checkFilter, EMPTY_FILTER, sourceTexts, type FilterDraft } from './filter-draft';

export type Choices = ReturnType<MemberDeskApi['listMemberChoices']>;

const ANY = { id: 'any' as const, name: '不限' };
const months = [ANY, ...Array.from({ length: 12 }, (_, n) => ({ id: String(n + 1), name: `${n + 1} 月` }))];
const windows = [
  { id: '30', name: '30 天内' },
  { id: '90', name: '90 天内' },
  { id: '365', name: '一年内' },
] as const;
const isSource = (id: string): id is keyof typeof sourceTexts => id in sourceTexts;
const sources = [
  ANY,
  ...Object.keys(sourceTexts)
    .filter(isSource)
    .map((id) => ({ id, name: sourceTexts[id] })),
];

interface FilterFormProps {
  choices: Choices;
  draft: FilterDraft;
  onUse: (draft: FilterDraft, filter: MemberFilterInput) => void;
  onSaved: () => void;
}

/** What the list is narrowed to, and the name it may be kept under. */
export function FilterForm({ choices, draft: first, onUse, onSaved }: FilterFormProps) {
  const form = useForm({ first, check: checkFilter });
  const { draft, change } = form;
  const [name, setName] = useState('');
  const keep = useAction(async () => {
    if (!form.checked.ok) return form.reveal();
    const known = choices.views.find((view) => view.name === name.trim());
    const basedOn = known?.version ?? null;
    await officeService.saveMemberView({ name, filter: form.checked.value, basedOn });
    setName('');
    onSaved();
  });
  return (
    <FormBody form={form}>
      <WhoFields choices={choices} draft={draft} change={change} />
      <BoughtFields choices={choices} draft={draft} change={change} />
      <FormPanel>
        <TextField
          id="view-name"
          label="存为常用"
          placeholder="如：30 天没来的"
          maxlength={20}
          value={name}
          isStep
          onType={setName}
        />
        {keep.error && <InlineNote text={keep.error.message} />}
        <ActionButton
          id="keep-view"
          look="quiet"
          disabled={keep.busy || name.trim() === ''}
          onPress={() => void keep.run(undefined)}
        >
          存为常用筛选
        </ActionButton>
      </FormPanel>
      <SaveBar
        id="use-filter"
        text="按这些筛选"
        form={form}
        busy={false}
        error={null}
        onSave={(filter) => onUse(draft, filter)}
      >
        <ActionButton id="empty-filter" look="quiet" onPress={() => onUse(EMPTY_FILTER, {})}>
          全部会员
        </ActionButton>
      </SaveBar>
    </FormBody>
  );
}

interface FieldsProps {
  draft: FilterDraft;
  change: (some: Partial<FilterDraft>) => void;
}

const WhoFields = ({ choices, draft, change }: FieldsProps & { choices: Choices }) => (
  <FormPanel>
    <SelectField
      id="plan"
      label="会员卡"
      options={[ANY, ...choices.cardPlans]}
      chosen={draft.planId}
      onPick={(planId) => change({ planId })}
    />
    {choices.tiers.length > 0 && (
      <SelectField
        id="tier"
        label="等级"
        options={[ANY, ...choices.tiers.map(({ id, name }) => ({ id: String(id), name }))]}
        chosen={draft.tier}
        onPick={(tier) => change({ tier })}
      />
    )}
    <SelectField
      id="leader"
      label="团长"
      options={[ANY, ...choices.leaders]}
      chosen={draft.leaderId}
      onPick={(leaderId) => change({ leaderId })}
    />
    <SelectField
      id="store"
      label="门店"
      options={[ANY, ...choices.stores]}
      chosen={draft.storeId}
      onPick={(storeId) => change({ storeId })}
    />
    <SelectField
      id="source"
      label="来源"
      options={sources}
      chosen={draft.source}
      onPick={(source) => change({ source })}
    />
    <SelectField
      id="birthMonth"
      label="生日"
      options={months}
      chosen={draft.birthMonth}
      onPick={(birthMonth) => change({ birthMonth })}
    />
    <TextField id="tag" label="标签" maxlength={20} {...typedIn(draft, change, 'tag')} placeholder="不限" />
    <JoinedFields draft={draft} change={change} />
  </FormPanel>
);

const JoinedFields = ({ draft, change }: FieldsProps) => (
  <>
    <DateField
      id="joinedFrom"
      label="入会从"
      empty="不限"
      clearable
      {...pickedIn(draft, change, 'joinedFrom')}
    />
    <DateField
      id="joinedUntil"
      label="入会到"
      empty="不限"
      clearable
      {...pickedIn(draft, change, 'joinedUntil')}
    />
  </>
);

const BoughtFields = ({ choices, draft, change }: FieldsProps & { choices: Choices }) => (
  <FormPanel>
    <DateField
      id="quietSince"
      label="这天起没消费"
      empty="不限"
      clearable
      {...pickedIn(draft, change, 'quietSince')}
    />
    <ChipsField
      id="days"
      label="消费"
      options={windows}
      chosen={[draft.days]}
      onToggle={(days) => change({ days })}
    />
    {choices.categories.length > 0 && (
      <SelectField
        id="category"
        label="一年内买过"
        options={[ANY, ...choices.categories.map((name) => ({ id: name, name }))]}
        chosen={draft.category}
        onPick={(category) => change({ category })}
      />
    )}
    <NumberField id="orders" label="至少" unit="单" {...typedIn(draft, change, 'orders')} />
    <MoneyField id="amount" label="至少" {...typedIn(draft, change, 'amount')} />
    <NumberField id="coupons" label="可用券至少" unit="张" {...typedIn(draft, change, 'coupons')} />
    <NumberField id="points" label="积分至少" unit="分" {...typedIn(draft, change, 'points')} />
  </FormPanel>
);
