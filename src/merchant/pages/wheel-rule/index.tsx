import type { WheelRule, WheelRuleDraft } from '@contracts/play/wheel-rule';
import { playService } from '@/services';
import { RulePage, type Game } from '../../components/rule/rule-page';
import { LimitFields, SliceFields } from './fields';
import { firstForm, formOf, type RuleForm } from './rule-draft';
import { forecastText, ruleFrom } from './rule-from';

const game: Game<WheelRule, RuleForm, WheelRuleDraft> = {
  name: 'wheel-rule',
  label: '开放转盘抽奖',
  hint: '关掉后会员看不到转盘，已经抽中的奖品照发',
  read: () => playService.readWheelRule({}),
  publish: playService.publishWheelRule,
  firstForm: firstForm,
  formOf,
  check: ruleFrom,
  onOpen: ['从下一次抽奖起按这一版算，会员马上看到奖品和概率。', '已经抽中的奖品照发，送出的份数接着数。'],
  onClose: ['抽奖马上停止，会员看不到转盘。', '已经抽中的奖品照发。'],
  forecast: forecastText,
  fields: (fields, forecast) => (
    <>
      <SliceFields {...fields} />
      {forecast}
      <LimitFields {...fields} />
    </>
  ),
};

/** 转盘规则: what is in force, as the next version. */
export default function WheelRulePage() {
  return <RulePage game={game} />;
}
