import { ActionButton } from '@/components/action-button';
import { CardActions } from '@/components/card/card';
import { FormBody, FormPanel } from '@/components/form/form';
import { useForm } from '@/components/form/draft/use-form';
import { ChipsField } from '@/components/form/picked-fields';
import { Submit } from '@/components/form/submit';
import { SectionTitle } from '@/components/section-title';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import type { MemberDetail } from '@contracts/office/member-detail';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { openIdentityDecisions, openPointsAdjust, openTemplates } from '@/platform/opening/navigation';
import { acts, checkAct, EMPTY_ACT, type Act, type Deed } from './act-draft';
import { ActFields } from './act-fields';
import { doAct, questionOf } from './do-act';

interface ActsProps {
  member: MemberDetail;
  onDone: (text: string) => void;
}

const actNames: Readonly<Record<Act, string>> = {
  tag: '打标签',
  note: '写备注',
  said: '记投诉、表扬、要求',
  freeze: '冻结',
  growth: '调整成长值',
  floor: '手工定等级',
  revoke: '收回券',
  extend: '延长会员卡',
  replace: '换卡号',
  phone: '看完整手机号',
  same: '可能是同一人',
};

const nameOfAct = (act: Act, { frozen }: MemberDetail): string =>
  act === 'freeze' && frozen ? '解冻' : actNames[act];

/** What there is to do with this member: without a number there is none to see. */
const isOffered = (act: Act, { phone, tier, coupons, card }: MemberDetail): boolean => {
  if (act === 'phone') return phone !== null;
  if (act === 'growth') return tier !== null;
  if (act === 'floor') return tier !== null && tier.tiers.length > 1;
  if (act === 'revoke') return coupons.length > 0;
  return act !== 'extend' || card.expiresAt !== null;
};

/** What the office does with one member: the act, what it needs, and the reason that was typed for it. */
export function Acts({ member, onDone }: ActsProps) {
  const { memberId } = member;
  const form = useForm({ first: EMPTY_ACT, check: checkAct(memberId) });
  const { draft, change, saved } = form;
  const request = useRequestId();
  const { ask, sheet } = useConfirmSheet();
  const act = useAction(async (deed: Deed) => {
    const question = questionOf(member, deed);
    if (question && !(await ask(question))) return;
    const said = await doAct(member, deed, { requestId: request.idFor([memberId, deed]) });
    request.done();
    saved(EMPTY_ACT);
    onDone(said);
  });
  const offered = acts.filter((one) => isOffered(one, member));
  return (
    <FormBody form={form}>
      <SectionTitle text="处理" />
      <FormPanel>
        <ChipsField
          id="act"
          label="要做什么"
          options={offered.map((id) => ({ id, name: nameOfAct(id, member) }))}
          chosen={draft.act === null ? [] : [draft.act]}
          onToggle={(chosen) =>
            chosen === draft.act
              ? saved(EMPTY_ACT)
              : change({ ...EMPTY_ACT, act: chosen, reason: draft.reason })
          }
        />
        {draft.act !== null && <ActFields member={member} draft={draft} change={change} />}
      </FormPanel>
      {draft.act !== null && (
        <Submit
          id="do-act"
          text={nameOfAct(draft.act, member)}
          form={form}
          busy={act.busy}
          error={act.error}
          onSave={(deed) => void act.run(deed)}
        />
      )}
      <OtherPages member={member} />
      {sheet}
    </FormBody>
  );
}

const OtherPages = ({ member: { memberId } }: { member: MemberDetail }) => (
  <CardActions>
    <ActionButton id="points" look="quiet" onPress={() => void openPointsAdjust(memberId)}>
      调整积分
    </ActionButton>
    <ActionButton id="coupons" look="quiet" onPress={() => void openTemplates(memberId)}>
      发券
    </ActionButton>
    <ActionButton id="cases" look="quiet" onPress={() => void openIdentityDecisions()}>
      身份待办、合并
    </ActionButton>
  </CardActions>
);
