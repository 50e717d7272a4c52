import type { CheckInRule, CheckInRuleDraft } from '@contracts/play/check-in-rule';
import { playService } from '@/services';
import { RulePage, type Game } from '../../components/rule/rule-page';
import { BonusFields, LadderFields, MakeUpFields } from './fields';
import { FIRST_FORM, formOf, type RuleForm } from './rule-draft';
import { ruleFrom } from './rule-from';

const game: Game<CheckInRule, RuleForm, CheckInRuleDraft> = {
  name: 'check-in-rule',
  label: '开放签到',
  hint: '关掉后会员看不到签到，已经得到的奖励不变',
  read: () => playService.readCheckInRule({}),
  publish: playService.publishCheckInRule,
  firstForm: () => FIRST_FORM,
  formOf,
  check: ruleFrom,
  onOpen: ['从现在起的签到按这一版给奖励。', '已经签到的奖励不变，连续天数接着算。'],
  onClose: ['签到马上停止，会员看不到签到。', '已经签到的奖励照发。'],
  forecast: () => null,
  fields: (fields) => (
    <>
      <LadderFields {...fields} />
      <BonusFields {...fields} />
      <MakeUpFields {...fields} />
    </>
  ),
};

/** 签到规则: what is in force, as the next version. */
export default function CheckInRulePage() {
  return <RulePage game={game} />;
}
