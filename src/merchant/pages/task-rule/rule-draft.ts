import type { Task, TaskRuleDraft } from '@contracts/play/task-rule';
import { newRequestId } from '@contracts/primitives/codes/new-request-id';
import { yuanText } from '@contracts/primitives/fen';
import { pointsForm, prizeFormOf, type PrizeForm } from '../../components/prize/prize-draft';

export interface TaskForm {
  id: string;
  name: string;
  kind: Task['kind'];
  count: string;
  /** Of an order, yuan; empty: whatever was paid. */
  least: string;
  every: Task['every'];
  prize: PrizeForm;
  isAutomatic: boolean;
}

/** What the form holds: text as it was typed. */
export interface RuleForm {
  isOn: boolean;
  tasks: TaskForm[];
}

/** Its own for ever: that it was done is kept under it. */
export const newTask = (
  name = '',
  kind: TaskForm['kind'] = 'orders',
  every: TaskForm['every'] = 'week',
  amount = '',
): TaskForm => ({
  id: newRequestId().slice(-12).toLowerCase(),
  name,
  kind,
  count: '1',
  least: '',
  every,
  prize: pointsForm(amount),
  isAutomatic: false,
});

/** Before the first rule is published. */
export const firstForm = (): RuleForm => ({
  isOn: true,
  tasks: [
    newTask('绑定手机号', 'phone', 'once', '20'),
    newTask('本周买两次', 'orders', 'week', '20'),
    newTask('邀请好友', 'invites', 'week', '30'),
  ].map((task) => (task.kind === 'orders' ? { ...task, count: '2', least: '20' } : task)),
});

export const formOf = ({ isOn, tasks }: TaskRuleDraft): RuleForm => ({
  isOn,
  tasks: tasks.map(({ count, minFen, prize, ...task }) => ({
    ...task,
    count: String(count),
    least: minFen === null ? '' : yuanText(minFen),
    prize: prizeFormOf(prize),
  })),
});
