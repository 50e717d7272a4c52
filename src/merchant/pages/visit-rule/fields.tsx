import { FormHint, FormPanel } from '@/components/form/form';
import { NumberField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import { SectionTitle } from '@/components/section-title';
import type { PrizeKind } from '../../components/prize/prize-draft';
import { PrizeFields } from '../../components/prize/prize-fields';
import type { GameFields } from '../../components/rule/rule-page';
import type { RuleForm } from './rule-draft';

const prizes: readonly PrizeKind[] = ['points', 'pack', 'chances', 'cards'];

/** What a visit gives, and how often. */
export const VisitFields = ({ form, packs, onChange }: GameFields<RuleForm>) => (
  <>
    <SectionTitle text="到店得什么" />
    <FormPanel>
      <PrizeFields
        id="visit"
        label="给什么"
        kinds={prizes}
        prize={form.prize}
        packs={packs}
        onChange={(prize) => onChange({ prize })}
      />
      <NumberField id="per-day" label="每天最多" unit="份" {...typedIn(form, onChange, 'perDay')} />
      <NumberField
        id="per-month"
        label="每月最多"
        unit="份"
        placeholder="不限"
        {...typedIn(form, onChange, 'perMonth')}
      />
      <FormHint text="店员在「核销优惠券」扫会员码时给。同一家门店每天一次，不用消费" />
    </FormPanel>
  </>
);
