import { taskRuleDraft } from '@contracts/play/task-rule';
import { firstForm, formOf, newTask, type RuleForm, type TaskForm } from './rule-draft';
import { forecastText, ruleFrom } from './rule-from';

const task = (change: Partial<TaskForm>): TaskForm => ({ ...newTask('买', 'orders', 'day', '5'), ...change });
const form = (...tasks: Partial<TaskForm>[]): RuleForm => ({ isOn: true, tasks: tasks.map(task) });
const problemsOf = (one: RuleForm) => {
  const read = ruleFrom(one);
  return read.ok ? [] : read.problems.map(({ field, text }) => [field, text]);
};

describe('the form of tasks', () => {
  it('is what the contract takes, and is read back the same', () => {
    const first = firstForm();
    const read = ruleFrom(first);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(taskRuleDraft().safeParse(read.value).success).toBe(true);
    expect(read.value.tasks.map(({ minFen }) => minFen)).toEqual([null, 2_000, null]);
    expect(formOf(read.value)).toEqual(first);
  });

  it('what an amount or a turn means nothing for is left out', () => {
    const read = ruleFrom(
      form({ kind: 'invites', least: 'abc' }, { kind: 'phone', every: 'day', count: '9' }),
    );
    expect(read).toMatchObject({
      ok: true,
      value: {
        tasks: [
          { minFen: null, every: 'day' },
          { every: 'once', count: 1 },
        ],
      },
    });
  });

  it.each<[string, Partial<TaskForm>, string[][]]>([
    ['no name', { name: ' ' }, [['task-name-0', '请写任务名称']]],
    ['no count', { count: '' }, [['task-count-0', '请填 1 到 100 的整数']]],
    ['too often', { count: '101' }, [['task-count-0', '请填 1 到 100 的整数']]],
    ['no amount', { least: '0' }, [['task-least-0', '请填金额，不限就不填']]],
    [
      'nothing for it',
      { prize: { kind: 'points', amount: '', packId: '' } },
      [['prize-amount-task-0', '请填 1 到 100000 的整数']],
    ],
  ])('%s', (_case, change, problems) => {
    expect(problemsOf(form(change))).toEqual(problems);
  });

  it('says what a member costs who does everything', () => {
    expect(forecastText(ruleFrom(firstForm()))).toBe(
      '一位会员全部做完：每周最多 50 积分，另有一次性 20 积分',
    );
    expect(forecastText(ruleFrom(form({})))).toBe('一位会员全部做完：每周最多 35 积分，另有一次性 0 积分');
    expect(forecastText(ruleFrom(form({ name: '' })))).toBeNull();
  });
});
