import { FormBody, FormHint, FormPanel } from '@/components/form/form';
import { useForm } from '@/components/form/draft/use-form';
import { ChipsField } from '@/components/form/picked-fields';
import { checkForm, neededReason, neededWhole, type Checked } from '@/components/form/problems';
import { Submit } from '@/components/form/submit';
import { NumberField, TextField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import { SectionTitle } from '@/components/section-title';
import { useConfirmSheet, type Question } from '@/components/sheet/confirm-sheet';
import type { PointsApi } from '@contracts/points/points';
import { pointsChangeText, pointsText } from '@contracts/primitives/points';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { pointsService } from '@/services';
import { memberName, type PickedMember } from '../../components/member-picker/member-picker';

type Way = 'give' | 'take';
interface AdjustDraft {
  way: Way;
  points: string;
  reason: string;
}
interface Adjustment {
  way: Way;
  points: number;
  reason: string;
}

const EMPTY: AdjustDraft = { way: 'give', points: '', reason: '' };
const wayText: Readonly<Record<Way, string>> = { give: '补发', take: '扣减' };

function checkAdjustment({ way, points, reason }: AdjustDraft): Checked<Adjustment> {
  const reads = {
    points: neededWhole(points, '积分', [1, 1_000_000]),
    reason: neededReason(reason, '原因', '请写原因，至少两个字，会员会看到'),
  };
  return checkForm(reads, (read) => ({ way, points: read.points.value, reason: read.reason.value }));
}

type Holder = ReturnType<PointsApi['readHolder']>;

interface AdjustFormProps {
  member: PickedMember;
  holder: Holder;
  onDone: (text: string) => Promise<void>;
}

function questionOf(member: PickedMember, { balance, debt }: Holder, adjustment: Adjustment): Question {
  const { way, points, reason } = adjustment;
  const verb = wayText[way];
  const after = balance + (way === 'give' ? points : -points);
  return {
    title: `给 ${memberName(member)} ${verb}积分？`,
    figure: `${verb} ${pointsText(points)} 积分`,
    lines: [
      ...(debt === 0 && after >= 0 ? [`现有 ${pointsText(balance)}，之后 ${pointsText(after)}。`] : []),
      `会员会收到消息，看到原因：${reason}`,
      way === 'give' ? '补发的马上能用，用掉了收不回来。' : '扣减后要还只能再补发。',
    ],
    yes: verb,
  };
}

/** Gives or takes points by hand. */
export function AdjustForm({ member, holder, onDone }: AdjustFormProps) {
  const form = useForm({ first: EMPTY, check: checkAdjustment });
  const { draft, change } = form;
  const request = useRequestId();
  const { ask, sheet } = useConfirmSheet();
  const adjust = useAction(async ({ way, points, reason }: Adjustment) => {
    const sure = await ask(questionOf(member, holder, { way, points, reason }));
    if (!sure) return;
    const wish = { memberId: member.memberId, points: way === 'give' ? points : -points, reason };
    const { balance } = await pointsService.adjust(wish, { requestId: request.idFor(wish) });
    request.done();
    form.saved(EMPTY);
    await onDone(`${pointsChangeText(wish.points)}，现有 ${pointsText(balance)} 积分`);
  });
  return (
    <FormBody form={form}>
      <SectionTitle text="补发或扣减" />
      <FormPanel>
        <ChipsField
          id="way"
          label="补发还是扣减"
          options={(['give', 'take'] as const).map((id) => ({ id, name: wayText[id] }))}
          chosen={[draft.way]}
          onToggle={(way) => change({ way })}
        />
        <NumberField id="points" label="积分" maxlength={7} {...typedIn(draft, change, 'points')} />
        <TextField
          id="reason"
          label="原因"
          placeholder="会员会看到"
          maxlength={60}
          {...typedIn(draft, change, 'reason')}
        />
        <FormHint text="补发的按规则到期，有欠的先还；扣减不会扣成欠" />
      </FormPanel>
      <Submit
        id="adjust"
        text={wayText[draft.way]}
        form={form}
        busy={adjust.busy}
        error={adjust.error}
        onSave={(adjustment) => void adjust.run(adjustment)}
      />
      {sheet}
    </FormBody>
  );
}
