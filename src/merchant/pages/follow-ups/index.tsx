import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { Card, CardActions, CardHead, CardLine } from '@/components/card/card';
import { useForm } from '@/components/form/draft/use-form';
import { FormBody } from '@/components/form/form';
import { checkForm, neededText } from '@/components/form/problems';
import { Submit } from '@/components/form/submit';
import { TextField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import { PagedList } from '@/components/list/paged-list';
import { Tabs } from '@/components/list/tabs';
import { PageShell } from '@/components/page/page-shell';
import type { JourneyApi } from '@contracts/journey/journey';
import { chinaDateOf, chinaTimeText, type Instant } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { serverNow } from '@/hooks/snapshot';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { openMember } from '@/platform/opening/navigation';
import { journeyService } from '@/services';
import { StaffOnly } from '../../components/staff-only';

type FollowUp = ReturnType<JourneyApi['listTasks']>['tasks'][number];
type State = Parameters<JourneyApi['listTasks']>[0]['state'];

const tabs: readonly { name: State; text: string }[] = [
  { name: 'open', text: '待跟进' },
  { name: 'done', text: '已跟进' },
];

const forWhom = ({ for: who, leader }: FollowUp): string =>
  who === 'staff' ? '员工做' : `团长${leader ?? ''}做`;

const checkNote = ({ note }: { note: string }) =>
  checkForm({ note: neededText(note, '结果', '请写结果') }, ({ note: { value } }) => value);

/** What came of it. */
function DoneForm({ taskId, onDone }: { taskId: string; onDone: () => void }) {
  const form = useForm({ first: { note: '' }, check: checkNote });
  const finish = useAction(async (note: string) => {
    await journeyService.finishTask({ taskId, note });
    form.saved();
    onDone();
  });
  return (
    <FormBody form={form}>
      <TextField
        id="note"
        label="结果"
        placeholder="如 已打电话，周末会来"
        maxlength={100}
        {...typedIn(form.draft, form.change, 'note')}
      />
      <Submit
        id="finish"
        text="完成"
        form={form}
        busy={finish.busy}
        error={finish.error}
        onSave={(note) => void finish.run(note)}
      />
    </FormBody>
  );
}

function FollowUpCard({ one, now, onDone }: { one: FollowUp; now: Instant; onDone: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const { taskId, title, note, member, from, dueAt, done } = one;
  const isLate = done === null && dueAt < now;
  return (
    <Card id={taskId}>
      <CardHead
        title={`${member.nickname ?? '会员'}：${title}`}
        state={done ? '已完成' : isLate ? '已过期' : `${chinaDateOf(dueAt)} 前`}
        tone={done ? 'off' : isLate ? 'bad' : 'on'}
      />
      {note !== '' && <CardLine text={note} />}
      <CardLine text={`${forWhom(one)}${from === '' ? '' : ` · 来自「${from}」`}`} />
      {done && <CardLine text={`${chinaTimeText(done.at)} · ${done.note}`} />}
      <CardActions>
        <ActionButton
          id={`member-${taskId}`}
          compact
          look="secondary"
          onPress={() => void openMember(member.memberId)}
        >
          看会员
        </ActionButton>
        {!done && (
          <ActionButton id={`done-${taskId}`} compact look="secondary" onPress={() => setOpen(!isOpen)}>
            {isOpen ? '收起' : '记下结果'}
          </ActionButton>
        )}
      </CardActions>
      {isOpen && <DoneForm taskId={taskId} onDone={onDone} />}
    </Card>
  );
}

function FollowUps({ state }: { state: State }) {
  const list = usePagedCall(async (cursor) =>
    pageOf(await journeyService.listTasks({ state, cursor }), 'tasks'),
  );
  return (
    <PagedList
      list={list}
      Failure={StaffOnly}
      keyOf={({ taskId }) => taskId}
      row={(one, snapshot) => (
        <FollowUpCard one={one} now={serverNow(snapshot)} onDone={() => void list.reload()} />
      )}
      empty={
        state === 'open'
          ? { icon: 'check', title: '没有要跟进的会员', text: '旅程走到待办、或给人群派了待办，就会列在这里' }
          : { icon: 'check', title: '还没有跟进过', text: '记下结果后列在这里' }
      }
    />
  );
}

/** 会员跟进: what people are to do for members, and what came of it. */
export default function FollowUpsPage() {
  const [state, setState] = useState<State>('open');
  return (
    <PageShell>
      <Tabs tabs={tabs} selected={state} onSelect={setState} />
      <FollowUps key={state} state={state} />
    </PageShell>
  );
}
