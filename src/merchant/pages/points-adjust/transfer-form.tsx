import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { FormBody, FormHint, FormPanel } from '@/components/form/form';
import { useForm } from '@/components/form/draft/use-form';
import {
  checkForm,
  needed,
  neededReason,
  neededWhole,
  wrong,
  type Checked,
} from '@/components/form/problems';
import { Submit } from '@/components/form/submit';
import { NumberField, TextField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import { SectionTitle } from '@/components/section-title';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { pointsText } from '@contracts/primitives/points';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { pointsService } from '@/services';
import { MemberPicker, memberName, type PickedMember } from '../../components/member-picker/member-picker';

interface TransferDraft {
  to: PickedMember | null;
  points: string;
  reason: string;
}
interface Transfer {
  to: PickedMember;
  points: number;
  reason: string;
}

const EMPTY: TransferDraft = { to: null, points: '', reason: '' };

const checkTransfer =
  (from: PickedMember) =>
  ({ to, points, reason }: TransferDraft): Checked<Transfer> => {
    const reads = {
      to: to?.memberId === from.memberId ? wrong('对方', '不能转给自己') : needed(to, '对方', '请先找到对方'),
      'transfer-points': neededWhole(points, '积分', [1, 1_000_000]),
      'transfer-reason': neededReason(reason, '原因', '请写原因，至少两个字，双方都会看到'),
    };
    return checkForm(reads, (read) => ({
      to: read.to.value,
      points: read['transfer-points'].value,
      reason: read['transfer-reason'].value,
    }));
  };

interface TransferFormProps {
  from: PickedMember;
  onDone: (text: string) => Promise<void>;
}

/** Moves points to another member, each with its expiry. */
export function TransferForm({ from, onDone }: TransferFormProps) {
  const [open, setOpen] = useState(false);
  if (open) return <OpenForm from={from} onDone={onDone} />;
  return (
    <ActionButton id="open-transfer" look="quiet" onPress={() => setOpen(true)}>
      转给另一位会员
    </ActionButton>
  );
}

function OpenForm({ from, onDone }: TransferFormProps) {
  const form = useForm({ first: EMPTY, check: checkTransfer(from) });
  const { draft, change } = form;
  const request = useRequestId();
  const { ask, sheet } = useConfirmSheet();
  const transfer = useAction(async ({ to, points, reason }: Transfer) => {
    const sure = await ask({
      title: `转给 ${memberName(to)}？`,
      figure: `${pointsText(points)} 积分`,
      lines: [
        `从 ${memberName(from)} 转出，到期时间不变。`,
        `双方都会收到消息，看到原因：${reason}`,
        '对方用掉就转不回来了。',
      ],
      yes: `转出 ${pointsText(points)} 积分`,
    });
    if (!sure) return;
    const wish = { fromMemberId: from.memberId, toMemberId: to.memberId, points, reason };
    const { toBalance } = await pointsService.transfer(wish, { requestId: request.idFor(wish) });
    request.done();
    form.saved(EMPTY);
    await onDone(`已转出，对方现有 ${pointsText(toBalance)} 积分`);
  });
  return (
    <FormBody form={form}>
      <SectionTitle text="转给另一位会员" />
      <FormPanel>
        <MemberPicker id="to" picked={draft.to} onPick={(to) => change({ to })} />
        <NumberField id="transfer-points" label="积分" maxlength={7} {...typedIn(draft, change, 'points')} />
        <TextField
          id="transfer-reason"
          label="原因"
          placeholder="双方都会看到"
          maxlength={60}
          {...typedIn(draft, change, 'reason')}
        />
        <FormHint text="先转最早到期的；到期时间跟着积分走" />
      </FormPanel>
      <Submit
        id="transfer"
        text="转出"
        busyText="正在转…"
        look="secondary"
        form={form}
        busy={transfer.busy}
        error={transfer.error}
        onSave={(given) => void transfer.run(given)}
      />
      {sheet}
    </FormBody>
  );
}
