import { ActionButton } from '@/components/action-button';
import { SectionTitle } from '@/components/section-title';
import type { StoreId } from '@contracts/primitives/ids';
import { ChoiceField, DateField, FormField, FormHint, FormPanel } from '../../components/form-field';
import { NEW_CAMPAIGN, type CampaignForm, type RuleForm } from './rule-draft';

export interface FieldsProps {
  form: RuleForm;
  onChange: (change: Partial<RuleForm>) => void;
}

const roundings: { id: RuleForm['rounding']; text: string }[] = [
  { id: 'down', text: '不足 1 分舍去' },
  { id: 'nearest', text: '四舍五入' },
];
const modes: { id: RuleForm['categoryMode']; text: string }[] = [
  { id: 'all', text: '全部商品' },
  { id: 'only', text: '只有这些' },
  { id: 'except', text: '这些除外' },
];

const toggled = (ids: readonly StoreId[], id: StoreId): StoreId[] =>
  ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];

interface CampaignFieldsProps {
  campaign: CampaignForm;
  at: number;
  onChange: (campaign: CampaignForm) => void;
  onRemove: () => void;
}

const CampaignFields = ({ campaign, at, onChange, onRemove }: CampaignFieldsProps) => (
  <FormPanel>
    <FormField
      id={`campaign-${at}`}
      label="活动名称"
      maxlength={20}
      value={campaign.name}
      onType={(name) => onChange({ ...campaign, name })}
    />
    <DateField
      label="第一天"
      value={campaign.from}
      empty="选择日期"
      onPick={(from) => onChange({ ...campaign, from })}
    />
    <DateField
      label="最后一天"
      value={campaign.to}
      empty="选择日期"
      onPick={(to) => onChange({ ...campaign, to })}
    />
    <FormField
      id={`campaign-times-${at}`}
      label="积分"
      type="digit"
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
  onChange,
}: FieldsProps & { stores: readonly { storeId: StoreId; name: string }[] }) {
  const { campaigns } = form;
  const replace = (at: number, campaign: CampaignForm | null) =>
    onChange({
      campaigns: campaigns.flatMap((one, position) => (position !== at ? [one] : campaign ? [campaign] : [])),
    });
  return (
    <>
      <SectionTitle text="消费得积分" />
      <FormPanel>
        <FormField
          id="per-yuan"
          label="实付每 1 元得"
          type="number"
          unit="积分"
          value={form.pointsPerYuan}
          onType={(pointsPerYuan) => onChange({ pointsPerYuan })}
        />
        <ChoiceField
          name="rounding"
          choices={roundings}
          chosen={[form.rounding]}
          onToggle={(rounding) => onChange({ rounding })}
        />
        <ChoiceField
          name="categories"
          choices={modes}
          chosen={[form.categoryMode]}
          onToggle={(categoryMode) => onChange({ categoryMode })}
        />
        {form.categoryMode !== 'all' && (
          <FormField
            id="category-names"
            label="商品类别"
            placeholder="用顿号隔开"
            maxlength={100}
            value={form.categoryNames}
            onType={(categoryNames) => onChange({ categoryNames })}
          />
        )}
        {stores.length > 1 && (
          <>
            <FormHint text="哪些门店送（都不选就是全部门店）" />
            <ChoiceField
              name="store"
              choices={stores.map(({ storeId, name }) => ({ id: storeId, text: name }))}
              chosen={form.storeIds}
              onToggle={(id) => onChange({ storeIds: toggled(form.storeIds, id) })}
            />
          </>
        )}
      </FormPanel>
      <SectionTitle text="倍数和上限" />
      <FormPanel>
        <FormField
          id="tiers"
          label="等级"
          placeholder="银卡 1.2、金卡 1.5"
          maxlength={100}
          value={form.tiers}
          onType={(tiers) => onChange({ tiers })}
        />
        <FormField
          id="birthday"
          label="生日当天"
          type="digit"
          unit="倍"
          placeholder="不加倍"
          value={form.birthday}
          onType={(birthday) => onChange({ birthday })}
        />
        <FormField
          id="order-cap"
          label="每单最多"
          type="number"
          unit="积分"
          placeholder="不限"
          value={form.perOrderCap}
          onType={(perOrderCap) => onChange({ perOrderCap })}
        />
        <FormField
          id="day-cap"
          label="每人每天最多"
          type="number"
          unit="积分"
          placeholder="不限"
          value={form.perDayCap}
          onType={(perDayCap) => onChange({ perDayCap })}
        />
        <FormHint text="几种倍数同时满足时，只按最高的一种算" />
      </FormPanel>
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
