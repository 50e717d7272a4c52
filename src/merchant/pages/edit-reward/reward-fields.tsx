import { Textarea } from '@tarojs/components';
import { ActionButton } from '@/components/action-button';
import { SectionTitle } from '@/components/section-title';
import type { TemplateView } from '@contracts/coupon/coupon-admin';
import type { RewardDraft, RewardKind } from '@contracts/points/points-mall';
import type { StoreId } from '@contracts/primitives/ids';
import { ChoiceField, DateField, FormField, FormHint, FormPanel } from '../../components/form-field';
import { rewardKindWords } from '../../components/words/reward-admin-words';
import styles from './index.module.scss';
import { nextSku, type RewardForm, type SkuForm } from './reward-form';

interface FieldsProps {
  form: RewardForm;
  onChange: (change: Partial<RewardForm>) => void;
}

const kinds: RewardKind[] = ['goods', 'service', 'coupon', 'charity'];

/** What it is. The kind of one that exists stays: redemptions were made under it. */
export const WordFields = ({
  form,
  isNew,
  templates,
  onChange,
}: FieldsProps & { isNew: boolean; templates: readonly TemplateView[] }) => (
  <>
    <SectionTitle text="是什么" />
    <FormPanel>
      {isNew ? (
        <ChoiceField
          name="kind"
          choices={kinds.map((id) => ({ id, text: rewardKindWords[id] }))}
          chosen={[form.kind]}
          onToggle={(kind) => onChange({ kind })}
        />
      ) : (
        <FormHint text={`种类：${rewardKindWords[form.kind]}`} />
      )}
      <FormField
        id="name"
        label="名称"
        maxlength={20}
        value={form.name}
        onType={(name) => onChange({ name })}
      />
      <FormField
        id="points"
        label={form.kind === 'charity' ? '一份多少积分' : '需要'}
        type="number"
        unit="积分"
        value={form.points}
        onType={(points) => onChange({ points })}
      />
      <FormField
        id="worth"
        label="价值（可不填）"
        type="digit"
        unit="元"
        value={form.worthYuan}
        onType={(worthYuan) => onChange({ worthYuan })}
      />
      {form.kind === 'coupon' && (
        <ChoiceField
          name="template"
          choices={templates.map(({ templateId, terms }) => ({ id: templateId, text: terms.title }))}
          chosen={form.couponTemplateId === null ? [] : [form.couponTemplateId]}
          onToggle={(couponTemplateId) => onChange({ couponTemplateId })}
        />
      )}
      <Textarea
        id="about"
        className={styles['about'] ?? ''}
        placeholder="兑换须知，一行一条，顾客兑换前会看到"
        maxlength={400}
        value={form.about}
        ariaLabel="兑换须知"
        onInput={(event) => onChange({ about: event.detail.value })}
      />
    </FormPanel>
  </>
);

const toggled = (ids: readonly StoreId[], id: StoreId): StoreId[] =>
  ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];

/** Which ones, how many, where. Only what is picked up has a stock and a place. */
export function ChoiceFields({
  form,
  stores,
  onChange,
}: FieldsProps & { stores: readonly { storeId: StoreId; name: string }[] }) {
  if (form.kind !== 'goods' && form.kind !== 'service') return null;
  const { skus } = form;
  const replace = (at: number, sku: SkuForm) =>
    onChange({ skus: skus.map((one, position) => (position === at ? sku : one)) });
  return (
    <>
      <SectionTitle text="款式和库存" />
      <FormPanel>
        {skus.map((sku, at) => (
          <FormPanel key={sku.id}>
            <FormField
              id={`sku-name-${sku.id}`}
              label="款式"
              maxlength={20}
              value={sku.name}
              onType={(name) => replace(at, { ...sku, name })}
            />
            <FormField
              id={`sku-stock-${sku.id}`}
              label="一共投放"
              type="number"
              unit="份"
              placeholder="不限"
              value={sku.stock}
              onType={(stock) => replace(at, { ...sku, stock })}
            />
          </FormPanel>
        ))}
        <FormHint text="投放数只能加，不能减；从不限改成限量要新建商品" />
        {skus.length < 12 && (
          <ActionButton
            id="add-sku"
            look="quiet"
            onPress={() => onChange({ skus: [...skus, nextSku(skus)] })}
          >
            加一种款式
          </ActionButton>
        )}
      </FormPanel>
      <SectionTitle text="在哪里领取" />
      <FormPanel>
        <ChoiceField
          name="store"
          choices={stores.map(({ storeId, name }) => ({ id: storeId, text: name }))}
          chosen={form.storeIds}
          onToggle={(id) => onChange({ storeIds: toggled(form.storeIds, id) })}
        />
      </FormPanel>
    </>
  );
}

const statuses: { id: RewardDraft['status']; text: string }[] = [
  { id: 'open', text: '上架' },
  { id: 'closed', text: '下架' },
];

/** When, how often, where in the list. */
export const TermFields = ({ form, onChange }: FieldsProps) => (
  <>
    <SectionTitle text="时间和限制" />
    <FormPanel>
      <DateField label="第一天" value={form.from} empty="现在起" onPick={(from) => onChange({ from })} />
      <DateField label="最后一天" value={form.to} empty="一直" onPick={(to) => onChange({ to })} />
      <FormField
        id="per-member"
        label="每人限兑"
        type="number"
        unit="份"
        placeholder="不限"
        value={form.perMember}
        onType={(perMember) => onChange({ perMember })}
      />
      <FormField
        id="per-day"
        label="每人每天限兑"
        type="number"
        unit="份"
        placeholder="不限"
        value={form.perMemberPerDay}
        onType={(perMemberPerDay) => onChange({ perMemberPerDay })}
      />
      <FormField
        id="position"
        label="排序（小的在前）"
        type="number"
        value={form.position}
        onType={(position) => onChange({ position })}
      />
      <ChoiceField
        name="status"
        choices={statuses}
        chosen={[form.status]}
        onToggle={(status) => onChange({ status })}
      />
    </FormPanel>
  </>
);
