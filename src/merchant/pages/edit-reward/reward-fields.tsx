import { Fragment } from 'react';
import { ActionButton } from '@/components/action-button';
import { FormHint, FormPanel } from '@/components/form/form';
import { ChipsField, DateField, toggled } from '@/components/form/picked-fields';
import { LongTextField, MoneyField, NumberField, TextField } from '@/components/form/text-fields';
import { pickedIn, typedIn } from '@/components/form/tied';
import { SectionTitle } from '@/components/section-title';
import type { TemplateView } from '@contracts/coupon/coupon-admin';
import type { RewardDraft, RewardKind } from '@contracts/points/points-mall';
import type { StoreId } from '@contracts/primitives/ids';

import { rewardKindText } from '../../components/words/reward-admin-text';
import { nextSku, type RewardForm, type SkuForm } from './reward-form';

interface FieldsProps {
  form: RewardForm;
  onChange: (change: Partial<RewardForm>) => void;
}

const kinds: RewardKind[] = ['goods', 'service', 'coupon', 'charity'];

interface WordFieldsProps extends FieldsProps {
  isNew: boolean;
  templates: readonly TemplateView[];
}

/** What it is. The kind of one that exists stays: redemptions were made under it. */
export const WordFields = ({ form, isNew, templates, onChange }: WordFieldsProps) => (
  <>
    <SectionTitle text="是什么" />
    <FormPanel>
      {isNew ? (
        <ChipsField
          id="kind"
          label="种类"
          options={kinds.map((id) => ({ id, name: rewardKindText[id] }))}
          chosen={[form.kind]}
          onToggle={(kind) => onChange({ kind })}
        />
      ) : (
        <FormHint text={`种类：${rewardKindText[form.kind]}`} />
      )}
      <TextField id="name" label="名称" maxlength={20} {...typedIn(form, onChange, 'name')} />
      <NumberField
        id="points"
        label={form.kind === 'charity' ? '一份多少积分' : '需要'}
        unit="积分"
        {...typedIn(form, onChange, 'points')}
      />
      <MoneyField id="worth" label="价值（可不填）" {...typedIn(form, onChange, 'worthYuan')} />
      {form.kind === 'coupon' && (
        <ChipsField
          id="template"
          label="换哪种券"
          options={templates.map(({ templateId, terms }) => ({ id: templateId, name: terms.title }))}
          chosen={form.couponTemplateId === null ? [] : [form.couponTemplateId]}
          onToggle={(couponTemplateId) => onChange({ couponTemplateId })}
        />
      )}
      <LongTextField
        id="about"
        label="兑换须知，一行一条"
        placeholder="顾客兑换前会看到"
        maxlength={400}
        {...typedIn(form, onChange, 'about')}
      />
    </FormPanel>
  </>
);

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
          <Fragment key={sku.id}>
            <TextField
              id={`sku-name-${sku.id}`}
              label="款式"
              maxlength={20}
              value={sku.name}
              onType={(name) => replace(at, { ...sku, name })}
            />
            <NumberField
              id={`sku-stock-${sku.id}`}
              label="一共投放"
              unit="份"
              placeholder="不限"
              value={sku.stock}
              onType={(stock) => replace(at, { ...sku, stock })}
            />
          </Fragment>
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
      <SectionTitle text="在哪里取用" />
      <FormPanel>
        <ChipsField
          id="store"
          label="可以取用的门店"
          options={stores.map(({ storeId, name }) => ({ id: storeId, name }))}
          chosen={form.storeIds}
          onToggle={(id) => onChange({ storeIds: toggled(form.storeIds, id) })}
        />
      </FormPanel>
    </>
  );
}

const statuses: { id: RewardDraft['status']; name: string }[] = [
  { id: 'open', name: '上架' },
  { id: 'closed', name: '下架' },
];

/** When, for whom, how often, where in the list. */
export const TermFields = ({ form, tiers, onChange }: FieldsProps & { tiers: readonly string[] }) => (
  <>
    <SectionTitle text="时间和限制" />
    <FormPanel>
      <DateField id="from" label="第一天" {...pickedIn(form, onChange, 'from')} empty="现在起" clearable />
      <DateField
        id="to"
        label="最后一天（含）"
        {...pickedIn(form, onChange, 'to')}
        empty="一直"
        clearable
        start={form.from === '' ? undefined : form.from}
      />
      {tiers.length > 0 && (
        <ChipsField
          id="tier"
          label="哪些等级可以换（不选：所有会员）"
          options={tiers.map((name) => ({ id: name, name }))}
          chosen={form.tiers}
          onToggle={(name) => onChange({ tiers: toggled(form.tiers, name) })}
        />
      )}
      <NumberField
        id="per-member"
        label="每人限兑"
        unit="份"
        placeholder="不限"
        {...typedIn(form, onChange, 'perMember')}
      />
      <NumberField
        id="per-day"
        label="每人每天限兑"
        unit="份"
        placeholder="不限"
        {...typedIn(form, onChange, 'perMemberPerDay')}
      />
      <NumberField id="position" label="排序（小的在前）" {...typedIn(form, onChange, 'position')} />
      <ChipsField
        id="status"
        label="现在能换吗"
        options={statuses}
        chosen={[form.status]}
        onToggle={(status) => onChange({ status })}
      />
    </FormPanel>
  </>
);
