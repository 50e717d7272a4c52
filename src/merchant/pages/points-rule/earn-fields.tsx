import { ActionButton } from '@/components/action-button';
import { FormHint, FormPanel } from '@/components/form/form';
import { ChipsField, DateField, toggled } from '@/components/form/picked-fields';
import { DecimalField, NumberField, TextField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import { SectionTitle } from '@/components/section-title';
import type { StoreId } from '@contracts/primitives/ids';
import { CategoryField } from '../../components/category-field/category-field';
import { NEW_CAMPAIGN, type CampaignForm, type RuleForm } from './rule-draft';
import { TierFields } from './tier-fields';

export interface FieldsProps {
  form: RuleForm;
  onChange: (change: Partial<RuleForm>) => void;
}

const roundings: { id: RuleForm['rounding']; name: string }[] = [
  { id: 'down', name: '舍去' },
  { id: 'nearest', name: '四舍五入' },
];
const modes: { id: RuleForm['categoryMode']; name: string }[] = [
  { id: 'all', name: '全部商品' },
  { id: 'only', name: '只有这些' },
  { id: 'except', name: '这些除外' },
];

interface CampaignFieldsProps {
  campaign: CampaignForm;
  at: number;
  onChange: (campaign: CampaignForm) => void;
  onRemove: () => void;
}

const CampaignFields = ({ campaign, at, onChange, onRemove }: CampaignFieldsProps) => (
  <FormPanel>
    <TextField
      id={`campaign-${at}`}
      label="活动名称"
      maxlength={20}
      value={campaign.name}
      onType={(name) => onChange({ ...campaign, name })}
    />
    <DateField
      id={`campaign-from-${at}`}
      label="第一天"
      value={campaign.from}
      onPick={(from) => onChange({ ...campaign, from })}
    />
    <DateField
      id={`campaign-to-${at}`}
      label="最后一天（含）"
      start={campaign.from === '' ? undefined : campaign.from}
      value={campaign.to}
      onPick={(to) => onChange({ ...campaign, to })}
    />
    <DecimalField
      id={`campaign-times-${at}`}
      label="积分"
      unit="倍"
      value={campaign.times}
      onType={(times) => onChange({ ...campaign, times })}
    />
    <ActionButton id={`campaign-remove-${at}`} look="quiet" onPress={onRemove}>
      去掉这个活动
    </ActionButton>
  </FormPanel>
);

/** What a payment earns. */
export function EarnFields({
  form,
  stores,
  categories,
  onChange,
}: FieldsProps & {
  stores: readonly { storeId: StoreId; name: string }[];
  categories: readonly string[];
}) {
  return (
    <>
      <SectionTitle text="消费得积分" />
      <FormPanel>
        <NumberField
          id="per-yuan"
          label="实付每 1 元得"
          unit="积分"
          {...typedIn(form, onChange, 'pointsPerYuan')}
        />
        <ChipsField
          id="rounding"
          label="不足 1 分"
          options={roundings}
          chosen={[form.rounding]}
          onToggle={(rounding) => onChange({ rounding })}
        />
        <ChipsField
          id="categories"
          label="哪些商品送"
          options={modes}
          chosen={[form.categoryMode]}
          onToggle={(categoryMode) => onChange({ categoryMode })}
        />
        {form.categoryMode !== 'all' && (
          <CategoryField
            id="category-names"
            label="商品类别"
            categories={categories}
            chosen={form.categoryNames}
            onChange={(categoryNames) => onChange({ categoryNames })}
          />
        )}
        {stores.length > 1 && (
          <ChipsField
            id="store"
            label="哪些门店送（都不选就是全部）"
            options={stores.map(({ storeId, name }) => ({ id: storeId, name }))}
            chosen={form.storeIds}
            onToggle={(id) => onChange({ storeIds: toggled(form.storeIds, id) })}
          />
        )}
      </FormPanel>
      <BoundFields form={form} onChange={onChange} />
      <TierFields tiers={form.tiers} onChange={(tiers) => onChange({ tiers })} />
      <CampaignList form={form} onChange={onChange} />
    </>
  );
}

/** How much more on some days and for some, and how much at most. */
const BoundFields = ({ form, onChange }: FieldsProps) => (
  <>
    <SectionTitle text="倍数和上限" />
    <FormPanel>
      <DecimalField
        id="birthday"
        label="生日当天"
        unit="倍"
        placeholder="不加倍"
        {...typedIn(form, onChange, 'birthday')}
      />
      <NumberField
        id="order-cap"
        label="每单最多"
        unit="积分"
        placeholder="不限"
        {...typedIn(form, onChange, 'perOrderCap')}
      />
      <NumberField
        id="day-cap"
        label="每人每天最多"
        unit="积分"
        placeholder="不限"
        {...typedIn(form, onChange, 'perDayCap')}
      />
      <FormHint text="几种倍数同时满足时，只按最高的一种算" />
    </FormPanel>
  </>
);

function CampaignList({ form: { campaigns }, onChange }: FieldsProps) {
  const replace = (at: number, campaign: CampaignForm | null) =>
    onChange({
      campaigns: campaigns.flatMap((one, position) => (position !== at ? [one] : campaign ? [campaign] : [])),
    });
  return (
    <>
      {campaigns.map((campaign, at) => (
        <CampaignFields
          key={at}
          campaign={campaign}
          at={at}
          onChange={(changed) => replace(at, changed)}
          onRemove={() => replace(at, null)}
        />
      ))}
      <ActionButton
        id="add-campaign"
        look="quiet"
        onPress={() => onChange({ campaigns: [...campaigns, NEW_CAMPAIGN] })}
      >
        加一个限时活动
      </ActionButton>
    </>
  );
}
