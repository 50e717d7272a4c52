import type { VisitRule, VisitRuleDraft } from '@contracts/play/visit-rule';
import { playService } from '@/services';
import { RulePage, type Game } from '../../components/rule/rule-page';
import { VisitFields } from './fields';
import { FIRST_FORM, formOf, type RuleForm } from './rule-draft';
import { forecastText, ruleFrom } from './rule-from';

const game: Game<VisitRule, RuleForm, VisitRuleDraft> = {
  name: 'visit-rule',
  label: '开放到店礼',
  hint: '关掉后店员扫码不再给，已经得到的奖励不变',
  read: () => playService.readVisitRule({}),
  publish: playService.publishVisitRule,
  firstForm: () => FIRST_FORM,
  formOf,
  check: ruleFrom,
  onOpen: ['从现在起到店按这一版给奖励。', '已经到店的奖励不变。'],
  onClose: ['到店礼马上停止，店员扫码后不再给。', '已经到店的奖励照发。'],
  forecast: forecastText,
  fields: (fields, forecast) => (
    <>
      <VisitFields {...fields} />
      {forecast}
    </>
  ),
};

/** 到店礼规则: what is in force, as the next version. */
export default function VisitRulePage() {
  return <RulePage game={game} />;
}
