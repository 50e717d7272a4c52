import type { BadgeRule, BadgeRuleDraft } from '@contracts/play/badge-rule';
import { playService } from '@/services';
import { RulePage, type Game } from '../../components/rule/rule-page';
import { BadgesFields } from './fields';
import { firstForm, formOf, type RuleForm } from './rule-draft';
import { forecastText, ruleFrom } from './rule-from';

const game: Game<BadgeRule, RuleForm, BadgeRuleDraft> = {
  name: 'badge-rule',
  label: '开放勋章',
  hint: '关掉后不再有新的勋章，已经得到的保留',
  read: () => playService.readBadgeRule({}),
  publish: playService.publishBadgeRule,
  firstForm: firstForm,
  formOf,
  check: ruleFrom,
  onOpen: ['会员马上看到这些勋章，以前的付款、签到也算。', '已经得到的勋章和奖励不变。'],
  onClose: ['勋章马上停止，不再有新的勋章。', '已经得到的勋章保留，奖励照发。'],
  forecast: forecastText,
  fields: (fields, forecast) => (
    <>
      <BadgesFields {...fields} />
      {forecast}
    </>
  ),
};

/** 勋章规则: what is in force, as the next version. */
export default function BadgeRulePage() {
  return <RulePage game={game} />;
}
