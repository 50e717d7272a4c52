import { ActionButton } from '@/components/action-button';
import { useForm } from '@/components/form/draft/use-form';
import { FormBody, FormHint, FormPanel } from '@/components/form/form';
import { Submit } from '@/components/form/submit';
import { MoneyField, NumberField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import { SectionTitle } from '@/components/section-title';
import { useConfirmSheet, type Question } from '@/components/sheet/confirm-sheet';
import type { InviteRuleDraft } from '@contracts/referral/invite-rule';
import type { ReferralApi } from '@contracts/referral/referral';
import { useAction } from '@/hooks/use-action';
import { referralService } from '@/services';
import { GiftField } from './gift-field';
import { endedAt, formOf, MILESTONES, ruleFrom, type RuleForm } from './rule-draft';

type InForce = ReturnType<ReferralApi['readRule']>;

interface PartProps {
  form: RuleForm;
  packs: InForce['packs'];
  onChange: (change: Partial<RuleForm>) => void;
}

const Gifts = ({ form, packs, onChange }: PartProps) => (
  <>
    <SectionTitle text="奖励" />
    <FormPanel>
      <GiftField
        id="rule-joinInviter"
        label="好友入会，邀请人得"
        gift={form.joinInviter}
        packs={packs}
        onChange={(joinInviter) => onChange({ joinInviter })}
      />
      <GiftField
        id="rule-joinInvitee"
        label="好友入会，好友得"
        gift={form.joinInvitee}
        packs={packs}
        onChange={(joinInvitee) => onChange({ joinInvitee })}
      />
      <GiftField
        id="rule-orderInviter"
        label="好友首单，邀请人得"
        gift={form.orderInviter}
        packs={packs}
        onChange={(orderInviter) => onChange({ orderInviter })}
      />
      <GiftField
        id="rule-orderInvitee"
        label="好友首单，好友得"
        gift={form.orderInvitee}
        packs={packs}
        onChange={(orderInvitee) => onChange({ orderInvitee })}
      />
      {MILESTONES.map((friends) => (
        <GiftField
          key={friends}
          id={`rule-milestone-${friends}`}
          label={`累计 ${friends} 位，再得`}
          gift={form.milestones[friends]}
          packs={packs}
          onChange={(given) => onChange({ milestones: { ...form.milestones, [friends]: given } })}
        />
      ))}
    </FormPanel>
  </>
);

const Bounds = ({ form, onChange }: PartProps) => {
  const number = (
    field: 'withinDays' | 'holdDays' | 'perDay' | 'total' | 'burstFriends' | 'burstMinutes',
    label: string,
    unit: string,
    placeholder = '',
  ) => (
    <NumberField
      id={`rule-${field}`}
      label={label}
      unit={unit}
      placeholder={placeholder}
      maxlength={6}
      value={form[field]}
      onType={(typed) => onChange({ [field]: typed })}
    />
  );
  return (
    <>
      <SectionTitle text="条件和上限" />
      <FormPanel>
        <MoneyField id="rule-minYuan" label="首单实付满" {...typedIn(form, onChange, 'minYuan')} />
        {number('withinDays', '入会后几天内下单', '天')}
        {number('holdDays', '退款期，过后到账', '天')}
        {number('perDay', '每天最多奖励', '位', '不设')}
        {number('total', '累计最多奖励', '位', '不设')}
        {number('burstFriends', '短时间超过几位要核实', '位', '不核实')}
        {number('burstMinutes', '短时间是', '分钟')}
        <FormHint text="已经入会的好友，仍按他们入会时的规则" />
      </FormPanel>
    </>
  );
};

const PUBLISHING: Question = {
  title: '发布新的邀请规则？',
  lines: ['以后入会的好友按新规则算；已经入会的好友仍按他们入会时的规则。', '会员看到的规则马上更新。'],
  yes: '发布新规则',
};
const ENDING: Question = {
  title: '结束邀请活动？',
  lines: ['从现在起，新好友入会不再有奖励。', '已经入会的好友仍按他们入会时的规则，该给的照给。'],
  yes: '结束活动',
};

/** The rule as numbers; publishing makes the next version, and friends who joined keep the one they joined under. */
export function RuleEditor({ inForce, onPublished }: { inForce: InForce; onPublished: () => void }) {
  const { rule, packs, now } = inForce;
  const form = useForm({
    first: formOf(rule),
    check: (draft: RuleForm) => ruleFrom(draft, rule, now),
    keepAs: `invite-rule:${rule?.version ?? 0}`,
  });
  const { draft, change, checked } = form;
  const { ask, sheet } = useConfirmSheet();
  const publish = useAction(async ({ ready, ended }: { ready: InviteRuleDraft; ended: boolean }) => {
    if (!(await ask(ended ? ENDING : PUBLISHING))) return;
    const published = ended ? endedAt(ready, now) : ready;
    await referralService.publishRule({ draft: published, basedOn: rule?.version ?? 0 });
    form.saved();
    onPublished();
  });
  return (
    <FormBody form={form}>
      <SectionTitle text={rule ? `修改规则（现在是第 ${rule.version} 版）` : '写第一版规则'} />
      <Gifts form={draft} packs={packs} onChange={change} />
      <Bounds form={draft} packs={packs} onChange={change} />
      <Submit
        id="publish"
        text="发布新规则"
        busyText="正在发布…"
        form={form}
        busy={publish.busy}
        error={publish.error}
        onSave={(ready) => void publish.run({ ready, ended: false })}
      />
      {rule && checked.ok && (
        <ActionButton
          id="end"
          look="quiet"
          disabled={publish.busy}
          onPress={() => void publish.run({ ready: checked.value, ended: true })}
        >
          结束活动
        </ActionButton>
      )}
      {sheet}
    </FormBody>
  );
}
