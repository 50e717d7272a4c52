import type { TaskRule, TaskRuleDraft } from '@contracts/play/task-rule';
import { playService } from '@/services';
import { RulePage, type Game } from '../../components/rule/rule-page';
import { TasksFields } from './fields';
import { firstForm, formOf, type RuleForm } from './rule-draft';
import { forecastText, ruleFrom } from './rule-from';

const game: Game<TaskRule, RuleForm, TaskRuleDraft> = {
  name: 'task-rule',
  label: '开放任务',
  hint: '关掉后会员看不到任务，已经得到的奖励不变',
  read: () => playService.readTaskRule({}),
  publish: playService.publishTaskRule,
  firstForm: firstForm,
  formOf,
  check: ruleFrom,
  onOpen: ['会员马上看到这些任务，进度按已经发生的事算。', '已经领取的奖励不变。'],
  onClose: ['任务马上停止，做完没领的也领不了。', '已经领取的奖励照发。'],
  forecast: forecastText,
  fields: (fields, forecast) => (
    <>
      <TasksFields {...fields} />
      {forecast}
    </>
  ),
};

/** 任务规则: what is in force, as the next version. */
export default function TaskRulePage() {
  return <RulePage game={game} />;
}
