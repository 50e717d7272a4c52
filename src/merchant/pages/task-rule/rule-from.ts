import type { Task, TaskRuleDraft } from '@contracts/play/task-rule';
import { isStanding } from '@contracts/primitives/play/task-kind';
import { fenTyped } from '@contracts/primitives/typed';
import {
  checkForm,
  good,
  needed,
  neededText,
  neededWhole,
  problemsOf,
  readyForm,
  refusedForm,
  valuesOf,
  type Checked,
  type Read,
} from '@/components/form/problems';
import { prizeFrom } from '../../components/prize/prize-draft';
import type { RuleForm, TaskForm } from './rule-draft';

/** An amount makes sense of orders only; what was typed for another kind is left out. */
function leastRead({ kind, least }: TaskForm): Read<Task['minFen']> {
  if (kind !== 'orders' || least.trim() === '') return good(null);
  return needed(fenTyped(least, 1), '每笔至少', '请填金额，不限就不填');
}

function taskFrom(form: TaskForm, at: number): Checked<Task> {
  const { id, name, kind, prize } = form;
  const named = neededText(name, '任务名称', '请写任务名称');
  const count = isStanding(kind) ? good(1) : neededWhole(form.count, '要做几次', [1, 100]);
  const least = leastRead(form);
  const given = prizeFrom(prize, `task-${at}`, '任务的奖励');
  const problems = [
    ...problemsOf({ [`task-name-${at}`]: named }),
    ...problemsOf({ [`task-count-${at}`]: count, [`task-least-${at}`]: least }),
    ...(given.ok ? [] : given.problems),
  ];
  if (problems.length > 0 || !given.ok || !count.ok || !least.ok || !named.ok) return refusedForm(problems);
  return readyForm({
    id,
    name: named.value,
    kind,
    count: count.value,
    minFen: least.value,
    every: isStanding(kind) ? 'once' : form.every,
    prize: given.value,
    isAutomatic: form.isAutomatic,
  });
}

/** The rule of the form, or everything that is wrong with it. */
export function ruleFrom(form: RuleForm): Checked<TaskRuleDraft> {
  const tasks = form.tasks.map(taskFrom);
  return checkForm({}, (): TaskRuleDraft => ({ isOn: form.isOn, tasks: valuesOf(tasks) }), tasks);
}

/** What one member costs at most in a week who does everything; null: the form is not ready. */
export function forecastText(checked: Checked<TaskRuleDraft>): string | null {
  if (!checked.ok) return null;
  const times = { once: 0, day: 7, week: 1 };
  const sum = (every: readonly Task['every'][], of: (task: Task) => number): number =>
    checked.value.tasks.filter((task) => every.includes(task.every)).reduce((all, task) => all + of(task), 0);
  const points = ({ prize }: Task): number => (prize.kind === 'points' ? prize.points : 0);
  const packs = ({ prize }: Task): number => (prize.kind === 'pack' ? 1 : 0);
  const weekly = sum(['day', 'week'], (task) => points(task) * times[task.every]);
  const weeklyPacks = sum(['day', 'week'], (task) => packs(task) * times[task.every]);
  const once = sum(['once'], points);
  const oncePacks = sum(['once'], packs);
  return `一位会员全部做完：每周最多 ${costText(weekly, weeklyPacks)}，另有一次性 ${costText(once, oncePacks)}`;
}

const costText = (points: number, packs: number): string =>
  `${points} 积分${packs === 0 ? '' : `、${packs} 份优惠券`}`;
