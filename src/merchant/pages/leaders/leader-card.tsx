import { Text } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { useForm } from '@/components/form/draft/use-form';
import { FormBody } from '@/components/form/form';
import { checkReason } from '@/components/form/problems';
import { Submit } from '@/components/form/submit';
import { TextField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import { useConfirmSheet, type Question } from '@/components/sheet/confirm-sheet';
import type { useToast } from '@/components/sheet/toast';
import type { LeaderView } from '@contracts/leader/leader-office';
import { useAction } from '@/hooks/use-action';
import { leaderService } from '@/services';
import { HandoverForm } from './handover-form';

interface CardProps {
  leader: LeaderView;
  others: readonly LeaderView[];
  say: ReturnType<typeof useToast>['say'];
  onChange: () => void;
}

/** Needed by both things one may do here; its id carries the leader: a page shows several. */
const checkWhy = (id: string) => checkReason(id, '原因', '请写原因，至少两个字，会记入操作日志');

const turningQuestion = ({ name, status, figures }: LeaderView): Question =>
  status === 'active'
    ? {
        title: `暂停 ${name} 的团码？`,
        figure: `已经带来 ${figures.joins} 人`,
        lines: [
          '从现在起，扫这个团码的人仍可入会，但不记在任何团长名下。',
          '已有成员不变，仍然是他的。可以马上撤销。',
        ],
        yes: '暂停团码',
      }
    : {
        title: `恢复 ${name} 的团码？`,
        lines: ['从现在起，扫码入会的人又记在他名下；暂停期间入会的不补记。'],
        yes: '恢复团码',
      };

export function LeaderCard(props: CardProps) {
  const { leader } = props;
  const { leaderId, status, figures } = leader;
  const [open, setOpen] = useState(false);
  return (
    <Card>
      <CardHead
        title={`${leader.name} · ${leader.storeName}`}
        state={status === 'paused' ? '已暂停' : undefined}
        tone="bad"
      />
      {leader.groupName !== '' && <CardLine text={leader.groupName} />}
      <Text>{`带来 ${figures.joins} 人 · 首单 ${figures.firstOrders} · 接手 ${figures.received} 人`}</Text>
      {leader.reason !== null && <CardLine text={`暂停原因：${leader.reason}`} />}
      <ActionButton id={`manage-${leaderId}`} look="quiet" onPress={() => setOpen(!open)}>
        {open ? '收起' : '暂停或交接'}
      </ActionButton>
      {open && <ManageForm {...props} />}
    </Card>
  );
}

function ManageForm({ leader, others, say, onChange }: CardProps) {
  const { leaderId, status, name } = leader;
  const reasonId = `reason-${leaderId}`;
  const form = useForm({ first: { reason: '' }, check: checkWhy(reasonId) });
  const { ask, sheet } = useConfirmSheet();
  const set = async (to: LeaderView['status'], reason: string) => {
    await leaderService.setLeaderStatus({ leaderId, status: to, reason });
    onChange();
  };
  const turn = useAction(async (reason: string) => {
    if (!(await ask(turningQuestion(leader)))) return;
    await set(status === 'active' ? 'paused' : 'active', reason);
    form.saved({ reason: '' });
    say(status === 'active' ? `${name} 的团码已暂停` : `${name} 的团码已恢复`, async () => {
      await set(status, `撤销：${reason}`);
      return status === 'active' ? '团码已恢复' : '团码已暂停';
    });
  });
  return (
    <FormBody form={form}>
      <TextField
        id={reasonId}
        label="原因"
        placeholder="必填，会记入操作日志"
        maxlength={90}
        {...typedIn(form.draft, form.change, 'reason')}
      />
      <Submit
        id={`turn-${leaderId}`}
        text={status === 'active' ? '暂停团码' : '恢复团码'}
        look="secondary"
        form={form}
        busy={turn.busy}
        error={turn.error}
        onSave={(reason) => void turn.run(reason)}
      />
      <HandoverForm leader={leader} others={others} form={form} onDone={onChange} />
      {sheet}
    </FormBody>
  );
}
