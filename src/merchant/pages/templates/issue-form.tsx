import { View } from '@tarojs/components';
import { FormBody } from '@/components/form/form';
import {
  needed,
  neededReason,
  problemsOf,
  readyForm,
  refusedForm,
  type Checked,
} from '@/components/form/problems';
import { NumberField, TextField } from '@/components/form/text-fields';
import { Submit } from '@/components/form/submit';
import { useForm } from '@/components/form/draft/use-form';
import { typedIn } from '@/components/form/tied';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { useToast } from '@/components/sheet/toast';
import type { TemplateView } from '@contracts/coupon/coupon-admin';
import { errorCatalogue } from '@contracts/errors';
import { wholeTyped } from '@contracts/primitives/typed';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { couponService } from '@/services';
import { MemberPicker, memberName, type PickedMember } from '../../components/member-picker/member-picker';
import styles from './index.module.scss';

interface IssueDraft {
  member: PickedMember | null;
  quantity: string;
  reason: string;
}
interface Gift {
  member: PickedMember;
  quantity: number;
  reason: string;
}

const EMPTY: IssueDraft = { member: null, quantity: '1', reason: '' };

const idsOf = (templateId: string) => ({
  member: `member-${templateId}`,
  count: `count-${templateId}`,
  why: `why-${templateId}`,
});

/** The ids carry the template: a page may show several of these forms. */
const checkGift =
  (templateId: string) =>
  ({ member, quantity, reason }: IssueDraft): Checked<Gift> => {
    const id = idsOf(templateId);
    const whom = needed(member, '会员', '请先找到会员');
    const count = needed(wholeTyped(quantity, 1, 10), '张数', '请填 1 到 10');
    const why = neededReason(reason, '原因', '请写原因，至少两个字');
    if (!whom.ok || !count.ok || !why.ok)
      return refusedForm(problemsOf({ [id.member]: whom, [id.count]: count, [id.why]: why }));
    return readyForm({ member: whom.value, quantity: count.value, reason: why.value });
  };

interface IssueFormProps {
  template: TemplateView;
  whom: PickedMember | null;
  onIssued: () => void;
}

/** 手工发券: to one member, with the reason, and what became of it. */
export function IssueForm({ template, whom, onIssued }: IssueFormProps) {
  const { templateId, terms } = template;
  const id = idsOf(templateId);
  const form = useForm({ first: { ...EMPTY, member: whom }, check: checkGift(templateId) });
  const { draft, change } = form;
  const request = useRequestId();
  const { ask, sheet } = useConfirmSheet();
  const { say, toast } = useToast();
  const issue = useAction(async ({ member, quantity, reason }: Gift) => {
    const sure = await ask({
      title: `发给 ${memberName(member)}？`,
      figure: `「${terms.title}」${quantity} 张`,
      lines: ['马上到会员的券包里，会员能直接用。', `原因记入操作日志：${reason}`],
      yes: `发 ${quantity} 张`,
    });
    if (!sure) return;
    const input = { memberId: member.memberId, templateId, quantity, reason };
    const { issued, refused } = await couponService.issueByHand(input, { requestId: request.idFor(input) });
    request.done();
    form.saved();
    const [why] = refused;
    say(why ? `没有发：${errorCatalogue[why.reason].message}` : `已发 ${issued.length} 张`);
    onIssued();
  });
  return (
    <View className={styles['form']}>
      <FormBody form={form}>
        <MemberPicker id={id.member} picked={draft.member} onPick={(member) => change({ member })} />
        <NumberField
          id={id.count}
          label="张数"
          unit="张"
          maxlength={2}
          {...typedIn(draft, change, 'quantity')}
        />
        <TextField
          id={id.why}
          label="原因"
          placeholder="必填，会记入操作日志"
          maxlength={100}
          {...typedIn(draft, change, 'reason')}
        />
        <Submit
          id={`issue-now-${templateId}`}
          text="发给这位会员"
          form={form}
          busy={issue.busy}
          error={issue.error}
          onSave={(gift) => void issue.run(gift)}
        />
      </FormBody>
      {sheet}
      {toast}
    </View>
  );
}
