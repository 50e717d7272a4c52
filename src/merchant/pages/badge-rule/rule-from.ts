import type { Badge, BadgeRuleDraft } from '@contracts/play/badge-rule';
import type { Prize } from '@contracts/play/prize';
import { wholeTyped } from '@contracts/primitives/typed';
import {
  checkForm,
  neededText,
  neededWhole,
  problemsOf,
  readyForm,
  refusedForm,
  valuesOf,
  wrong,
  type Checked,
} from '@/components/form/problems';
import { prizeFrom } from '../../components/prize/prize-draft';
import type { BadgeForm, RuleForm } from './rule-draft';

const COUNTS = [1, 1_000] as const;

function levelFrom({ levels }: BadgeForm, at: number, id: string): Checked<Badge['levels'][number]> {
  const { count, prize } = levels[at] ?? { count: '', prize: { kind: 'thanks', amount: '', packId: '' } };
  const label = `第 ${at + 1} 级`;
  const before = wholeTyped(levels[at - 1]?.count ?? '', ...COUNTS);
  const own = wholeTyped(count, ...COUNTS);
  const isLess = before !== null && own !== null && own <= before;
  const read = isLess ? wrong(label, '要比上一级多') : neededWhole(count, label, COUNTS);
  const given = prizeFrom(prize, id, `${label}的奖励`);
  const problems = [...problemsOf({ [`badge-count-${id}`]: read }), ...(given.ok ? [] : given.problems)];
  return read.ok && given.ok ? readyForm({ count: read.value, prize: given.value }) : refusedForm(problems);
}

function badgeFrom(form: BadgeForm, at: number): Checked<Badge> {
  const named = neededText(form.name, '勋章名称', '请写勋章名称');
  const levels = form.levels.map((_level, place) => levelFrom(form, place, `${at}-${place}`));
  const problems = [
    ...problemsOf({ [`badge-name-${at}`]: named }),
    ...levels.flatMap((level) => (level.ok ? [] : level.problems)),
  ];
  return named.ok && problems.length === 0
    ? readyForm({ id: form.id, name: named.value, kind: form.kind, levels: valuesOf(levels) })
    : refusedForm(problems);
}

/** The rule of the form, or everything that is wrong with it. */
export function ruleFrom(form: RuleForm): Checked<BadgeRuleDraft> {
  const badges = form.badges.map(badgeFrom);
  return checkForm({}, (): BadgeRuleDraft => ({ isOn: form.isOn, badges: valuesOf(badges) }), badges);
}

/** What one member who wins everything costs, once; null: the form is not ready. */
export function forecastText(checked: Checked<BadgeRuleDraft>): string | null {
  if (!checked.ok) return null;
  const prizes = checked.value.badges.flatMap(({ levels }) => levels.map(({ prize }): Prize => prize));
  const points = prizes.reduce((sum, prize) => sum + (prize.kind === 'points' ? prize.points : 0), 0);
  const packs = prizes.filter(({ kind }) => kind === 'pack').length;
  return `一位会员得到全部勋章：${points} 积分${packs === 0 ? '' : `、${packs} 份优惠券`}，只有一次`;
}
