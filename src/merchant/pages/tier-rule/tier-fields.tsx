import { Fragment } from 'react';
import { ActionButton } from '@/components/action-button';
import { FormHint, FormPanel } from '@/components/form/form';
import { SelectField } from '@/components/form/picked-fields';
import { NumberField, TextField } from '@/components/form/text-fields';
import { SectionTitle } from '@/components/section-title';
import { lookNames, tierLooks } from '@contracts/primitives/tier/tier-look';
import { newTier, type RuleForm, type TierForm } from './rule-draft';

export interface FieldsProps {
  form: RuleForm;
  onChange: (change: Partial<RuleForm>) => void;
}

const [LEAST_TIERS, MOST_TIERS] = [3, 5];
const looks = tierLooks.map((id) => ({ id, name: lookNames[id] }));

interface TierProps {
  tier: TierForm;
  at: number;
  onChange: (tier: TierForm) => void;
}

const OneTier = ({ tier, at, onChange }: TierProps) => (
  <>
    <TextField
      id={`tier-name-${at}`}
      label={`第 ${at + 1} 级`}
      maxlength={8}
      value={tier.name}
      onType={(name) => onChange({ ...tier, name })}
    />
    {at > 0 && (
      <>
        <NumberField
          id={`tier-entry-${at}`}
          label="升级要"
          unit="成长值"
          value={tier.entry}
          onType={(entry) => onChange({ ...tier, entry })}
        />
        <NumberField
          id={`tier-keep-${at}`}
          label="保级要"
          unit="成长值"
          value={tier.keep}
          onType={(keep) => onChange({ ...tier, keep })}
        />
      </>
    )}
    <SelectField
      id={`tier-look-${at}`}
      label="卡面颜色"
      options={looks}
      chosen={tier.look}
      onPick={(look) => onChange({ ...tier, look })}
    />
  </>
);

/** The tiers from the lowest, which everybody has: added and taken away at the top, so that no gift or right changes its tier. */
export function TierFields({ form: { tiers }, onChange }: FieldsProps) {
  const replace = (at: number, tier: TierForm) =>
    onChange({ tiers: tiers.map((one, position) => (position === at ? tier : one)) });
  return (
    <>
      <SectionTitle text={`等级 · ${tiers.length} 级`} />
      <FormPanel>
        {tiers.map((tier, at) => (
          <Fragment key={at}>
            <OneTier tier={tier} at={at} onChange={(changed) => replace(at, changed)} />
          </Fragment>
        ))}
        <FormHint text="第 1 级入会就有。保级是每次复核之间要得的成长值，不能比升级多" />
        {tiers.length < MOST_TIERS && (
          <ActionButton
            id="add-tier"
            look="quiet"
            onPress={() => onChange({ tiers: [...tiers, newTier(tiers.length)] })}
          >
            在上面加一级
          </ActionButton>
        )}
        {tiers.length > LEAST_TIERS && (
          <ActionButton id="remove-tier" look="quiet" onPress={() => onChange({ tiers: tiers.slice(0, -1) })}>
            {`去掉最高的「${tiers.at(-1)?.name ?? ''}」`}
          </ActionButton>
        )}
      </FormPanel>
    </>
  );
}
