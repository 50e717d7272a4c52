import { Fragment } from 'react';
import { ActionButton } from '@/components/action-button';
import { Field, FormHint, FormPanel } from '@/components/form/form';
import { DateField, SelectField, SwitchField } from '@/components/form/picked-fields';
import { DecimalField, NumberField, TextField } from '@/components/form/text-fields';
import { pickedIn, typedIn } from '@/components/form/tied';
import { SectionTitle } from '@/components/section-title';
import type { PackView } from '@contracts/coupon/coupon-admin';
import type { PrizeKind } from '../../components/prize/prize-draft';
import { PrizeFields } from '../../components/prize/prize-fields';
import type { GameFields } from '../../components/rule/rule-page';
import { newSlice, type RuleForm, type SliceForm } from './rule-draft';
import { restText } from './rule-from';

const MOST_SLICES = 8;
const kinds: readonly PrizeKind[] = ['points', 'pack', 'chances', 'cards'];

interface SliceProps {
  slice: SliceForm;
  at: number;
  packs: readonly PackView[];
  onChange: (slice: SliceForm) => void;
}

const Slice = ({ slice, at, packs, onChange }: SliceProps) => (
  <>
    <TextField
      id={`slice-name-${at}`}
      label={`奖品 ${at + 1}`}
      placeholder="一等奖"
      maxlength={8}
      value={slice.name}
      onType={(name) => onChange({ ...slice, name })}
    />
    <PrizeFields
      id={`slice-${at}`}
      label="给什么"
      kinds={kinds}
      prize={slice.prize}
      packs={packs}
      onChange={(prize) => onChange({ ...slice, prize })}
    />
    <DecimalField
      id={`slice-odds-${at}`}
      label="中奖概率"
      unit="%"
      value={slice.odds}
      onType={(odds) => onChange({ ...slice, odds })}
    />
    <NumberField
      id={`slice-stock-${at}`}
      label="一共"
      unit="份"
      placeholder="不限"
      value={slice.stock}
      onType={(stock) => onChange({ ...slice, stock })}
    />
  </>
);

/** The prizes in the order of the disc, with their odds. */
export function SliceFields({ form: { slices, fallbackId }, packs, onChange }: GameFields<RuleForm>) {
  const endless = slices.filter(({ stock }) => stock.trim() === '');
  const options = [
    { id: '', name: '谢谢参与' },
    ...endless.map(({ id, name }) => ({ id, name: name.trim() || '没有名称的奖品' })),
  ];
  return (
    <>
      <SectionTitle text={`奖品 · ${slices.length} 个`} />
      <FormPanel>
        {slices.map((slice, at) => (
          <Fragment key={slice.id}>
            <Slice
              slice={slice}
              at={at}
              packs={packs}
              onChange={(next) =>
                onChange({ slices: slices.map((one, place) => (place === at ? next : one)) })
              }
            />
            {slices.length > 1 && (
              <ActionButton
                id={`slice-remove-${at}`}
                look="quiet"
                onPress={() => onChange({ slices: slices.filter((_slice, place) => place !== at) })}
              >
                {`去掉${slice.name.trim() === '' ? '这个奖品' : `「${slice.name.trim()}」`}`}
              </ActionButton>
            )}
          </Fragment>
        ))}
        {slices.length < MOST_SLICES && (
          <ActionButton
            id="add-slice"
            look="quiet"
            onPress={() => onChange({ slices: [...slices, newSlice()] })}
          >
            加一个奖品
          </ActionButton>
        )}
        <Field id="odds" label={restText(slices)}>
          {null}
        </Field>
        <SelectField
          id="fallback"
          label="有份数的奖品送完后"
          options={options}
          chosen={fallbackId}
          onPick={(picked) => onChange({ fallbackId: picked })}
        />
        <FormHint text="到店领取的实物做成兑换券：券包要先发布，用途选「福利」，店员扫码核销。最贵的奖品不能超过 5 万元" />
      </FormPanel>
    </>
  );
}

/** How often, for what, and when. */
export const LimitFields = ({ form, onChange }: GameFields<RuleForm>) => (
  <>
    <SectionTitle text="次数" />
    <FormPanel>
      <NumberField id="free" label="每人每天免费" unit="次" {...typedIn(form, onChange, 'freePerDay')} />
      <NumberField id="per-day" label="每人每天最多" unit="次" {...typedIn(form, onChange, 'perDay')} />
      <NumberField
        id="in-total"
        label="每人一共最多"
        unit="次"
        placeholder="不限"
        {...typedIn(form, onChange, 'inTotal')}
      />
      <SwitchField
        id="sells-chances"
        label="可以用积分换机会"
        on={form.sellsChances}
        onTurn={(sellsChances) => onChange({ sellsChances })}
      />
      {form.sellsChances && (
        <>
          <NumberField
            id="chance-points"
            label="换 1 次用"
            unit="积分"
            {...typedIn(form, onChange, 'chancePoints')}
          />
          <NumberField
            id="chance-per-day"
            label="每人每天最多换"
            unit="次"
            {...typedIn(form, onChange, 'chancePerDay')}
          />
        </>
      )}
      <FormHint text="签到的奖励也可以是抽奖机会。分享不能换机会" />
    </FormPanel>
    <SectionTitle text="时间和联系方式" />
    <FormPanel>
      <DateField id="from" label="第一天" empty="马上" clearable {...pickedIn(form, onChange, 'from')} />
      <DateField id="until" label="最后一天" empty="不限" clearable {...pickedIn(form, onChange, 'until')} />
      <TextField
        id="contact"
        label="联系方式"
        placeholder="门店电话"
        maxlength={40}
        {...typedIn(form, onChange, 'contact')}
      />
    </FormPanel>
  </>
);
