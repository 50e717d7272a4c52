import { FormHint } from '@/components/form/form';
import { ChipsField, DateField, SelectField, SwitchField, toggled } from '@/components/form/picked-fields';
import { LongTextField, NumberField, TextField } from '@/components/form/text-fields';
import { pickedIn, turnedIn, typedIn } from '@/components/form/tied';
import type { MemberDetail } from '@contracts/office/member-detail';
import { chinaDateOf, chinaEndText } from '@contracts/primitives/time';
import { SaidFields } from '../../components/voice/said-fields';
import { MemberPicker } from '../../components/member-picker/member-picker';
import type { ActDraft } from './act-draft';

interface FieldsProps {
  member: MemberDetail;
  draft: ActDraft;
  change: (some: Partial<ActDraft>) => void;
}

const hints: Partial<Record<NonNullable<ActDraft['act']>, string>> = {
  freeze: '冻结后还能看，不能用券、用积分、转送和改资料；付款照常，只是没有优惠',
  growth: '下一分钟计入，达到就升级；扣减不会马上降级。会员在成长值明细里看得到原因',
  floor: '马上生效；到期后按成长值重新算，够得上就保留',
  revoke: '券马上不能用，会员看得到原因',
  extend: '只能延长，不能缩短',
  replace: '旧卡号马上失效，券和积分不变',
  phone: '每人每天最多看 30 次，谁看的、为什么，都记在操作日志里',
  said: '同事能看到，会员看不到。当天算第 0 天，今天处理写 0',
  same: '放进身份待办，先看合并的后果再决定',
};

const TagFields = ({ member, draft, change }: FieldsProps) => (
  <>
    <TextField
      id="added"
      label="加上"
      placeholder="几个标签用逗号隔开"
      maxlength={200}
      {...typedIn(draft, change, 'added')}
    />
    {member.tags.length > 0 && (
      <ChipsField
        id="removed"
        label="去掉"
        options={member.tags.map((tag) => ({ id: tag, name: tag }))}
        chosen={draft.removed}
        onToggle={(tag) => change({ removed: toggled(draft.removed, tag) })}
      />
    )}
    {member.tagMarks.some(({ keptOff }) => keptOff) && (
      <ChipsField
        id="released"
        label="手工去掉过，允许再自动打上"
        options={member.tagMarks.filter(({ keptOff }) => keptOff).map(({ tag }) => ({ id: tag, name: tag }))}
        chosen={draft.released}
        onToggle={(tag) => change({ released: toggled(draft.released, tag) })}
      />
    )}
  </>
);

const GrowthFields = ({ draft, change }: FieldsProps) => (
  <>
    <ChipsField
      id="way"
      label="补发还是扣减"
      options={[
        { id: 'give', name: '补发' },
        { id: 'take', name: '扣减' },
      ]}
      chosen={[draft.way]}
      onToggle={(way) => change({ way: way === 'take' ? 'take' : 'give' })}
    />
    <NumberField id="growth" label="成长值" maxlength={7} {...typedIn(draft, change, 'growth')} />
  </>
);

/** The lowest is what everybody has: it stands for none by hand. */
const FloorFields = ({ member: { tier }, draft, change }: FieldsProps) => {
  if (!tier) return null;
  const options = tier.tiers
    .map((name, level) => ({ id: String(level), level, name: level === 0 ? '取消手工定级' : name }))
    .filter(({ level }) => level > 0 || tier.floorSetAt !== null);
  return (
    <>
      <ChipsField
        id="level"
        label="定为"
        options={options}
        chosen={draft.level === null ? [] : [String(draft.level)]}
        onToggle={(id) => change({ level: options.find((option) => option.id === id)?.level ?? null })}
      />
      {draft.level !== 0 && (
        <DateField id="until" label="保留到" start={''} {...pickedIn(draft, change, 'day')} />
      )}
    </>
  );
};

const CouponField = ({ member, draft, change }: FieldsProps) => (
  <SelectField
    id="coupon"
    label="哪张券"
    options={member.coupons.map(({ couponId, title, expiresAt }) => ({
      id: couponId,
      name: `${title} · ${chinaEndText(expiresAt)} 到期`,
    }))}
    chosen={draft.couponId}
    onPick={(couponId) => change({ couponId })}
  />
);

/** Which of several; nothing is asked where there is one. */
const LostField = ({ member: { card, otherCardEnds }, draft, change }: FieldsProps) =>
  otherCardEnds.length > 0 && (
    <ChipsField
      id="lost"
      label="丢的是哪张"
      options={[
        { id: '', name: `尾号 ${card.numberEnd}` },
        ...otherCardEnds.map((end) => ({ id: end, name: `尾号 ${end}（合并来的）` })),
      ]}
      chosen={[draft.lostEnd ?? '']}
      onToggle={(end) => change({ lostEnd: end === '' ? null : end })}
    />
  );

function EndFields({ member, draft, change }: FieldsProps) {
  const { expiresAt, issuedAt } = member.card;
  const opensAt = chinaDateOf(expiresAt ?? issuedAt);
  return (
    <>
      {!draft.isForever && (
        <DateField
          id="day"
          label="新的到期日"
          start={opensAt}
          opensAt={opensAt}
          {...pickedIn(draft, change, 'day')}
        />
      )}
      <SwitchField id="forever" label="长期有效" {...turnedIn(draft, change, 'isForever')} />
    </>
  );
}

/** What one act asks for, and why it is done. */
export function ActFields(props: FieldsProps) {
  const { draft, change } = props;
  const { act } = draft;
  const hint = act === null ? undefined : hints[act];
  return (
    <>
      {act === 'tag' && <TagFields {...props} />}
      {act === 'growth' && <GrowthFields {...props} />}
      {act === 'floor' && <FloorFields {...props} />}
      {act === 'revoke' && <CouponField {...props} />}
      {act === 'replace' && <LostField {...props} />}
      {act === 'extend' && <EndFields {...props} />}
      {act === 'same' && (
        <MemberPicker id="other" picked={draft.other} onPick={(other) => change({ other })} />
      )}
      {act === 'said' && <SaidFields draft={draft} change={change} />}
      {act === 'note' && (
        <LongTextField
          id="text"
          label="备注"
          placeholder="同事能看到，会员看不到"
          maxlength={300}
          {...typedIn(draft, change, 'text')}
        />
      )}
      {act !== 'note' && act !== 'said' && (
        <TextField
          id="reason"
          label="原因"
          placeholder={act === 'revoke' || act === 'growth' ? '必填，会员看得到' : '必填，会记入操作日志'}
          maxlength={act === 'floor' ? 60 : 90}
          {...typedIn(draft, change, 'reason')}
        />
      )}
      {hint !== undefined && <FormHint text={hint} />}
    </>
  );
}
