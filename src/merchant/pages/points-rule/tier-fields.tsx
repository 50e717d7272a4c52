import { Fragment } from 'react';
import { ActionButton } from '@/components/action-button';
import { FormHint, FormPanel } from '@/components/form/form';
import { DecimalField, TextField } from '@/components/form/text-fields';
import { SectionTitle } from '@/components/section-title';
import { NEW_TIER, type TierForm } from './rule-draft';

const MOST_TIERS = 10;

interface TierFieldsProps {
  tiers: readonly TierForm[];
  onChange: (tiers: TierForm[]) => void;
}

/** The tiers with what each earns: one row of fields per tier. */
export function TierFields({ tiers, onChange }: TierFieldsProps) {
  const replace = (at: number, tier: TierForm) =>
    onChange(tiers.map((one, position) => (position === at ? tier : one)));
  return (
    <>
      <SectionTitle text={`等级 · ${tiers.length} 个`} />
      <FormPanel>
        {tiers.map((tier, at) => (
          <Fragment key={at}>
            <TextField
              id={`tier-${at}`}
              label={`第 ${at + 1} 个等级`}
              placeholder="银卡"
              maxlength={20}
              value={tier.name}
              onType={(name) => replace(at, { ...tier, name })}
            />
            <DecimalField
              id={`tier-times-${at}`}
              label="积分"
              unit="倍"
              placeholder="1.2"
              value={tier.times}
              onType={(times) => replace(at, { ...tier, times })}
            />
            <ActionButton
              id={`tier-remove-${at}`}
              look="quiet"
              onPress={() => onChange(tiers.filter((_, position) => position !== at))}
            >
              {`去掉${tier.name.trim() === '' ? '这个等级' : `「${tier.name.trim()}」`}`}
            </ActionButton>
          </Fragment>
        ))}
        {tiers.length === 0 && <FormHint text="没有等级时，所有会员一样" />}
        {tiers.length < MOST_TIERS && (
          <ActionButton id="add-tier" look="quiet" onPress={() => onChange([...tiers, NEW_TIER])}>
            加一个等级
          </ActionButton>
        )}
      </FormPanel>
    </>
  );
}
