import type { WheelPrize, WheelRuleDraft } from '@contracts/play/wheel-rule';
import { oddsText, WHOLE } from '@contracts/primitives/play/odds';
import { addMs, DAY_MS, startOfChinaDate, type Instant } from '@contracts/primitives/time';
import { decimalTyped } from '@contracts/primitives/typed';
import {
  checkForm,
  good,
  needed,
  neededText,
  neededWhole,
  optionalWhole,
  problemsOf,
  readyForm,
  refusedForm,
  valuesOf,
  wrong,
  type Checked,
  type Read,
} from '@/components/form/problems';
import { prizeFrom } from '../../components/prize/prize-draft';
import type { RuleForm, SliceForm } from './rule-draft';

/** A percentage with four places is a part of a million. */
const weightOf = (odds: string): number | null => decimalTyped(odds, 4, 0, WHOLE);

function sliceFrom({ id, name, prize, odds, stock }: SliceForm, at: number): Checked<WheelPrize> {
  const reads = {
    [`slice-name-${at}`]: neededText(name, '奖品名称', '请写奖品名称'),
  };
  const given = prizeFrom(prize, `slice-${at}`, '奖品');
  const weight = needed(weightOf(odds), '中奖概率', '请填 0 到 100，最多四位小数');
  const most = optionalWhole(stock, '奖品数量', [1, 1_000_000], '，不限就不填');
  const problems = [
    ...problemsOf(reads),
    ...(given.ok ? [] : given.problems),
    ...problemsOf({ [`slice-odds-${at}`]: weight, [`slice-stock-${at}`]: most }),
  ];
  if (problems.length > 0 || !given.ok || !weight.ok || !most.ok) return refusedForm(problems);
  return readyForm({ id, name: name.trim(), prize: given.value, weight: weight.value, stock: most.value });
}

/** What the odds of the form leave; null: they are not all numbers yet. */
export function restOf(slices: readonly SliceForm[]): number | null {
  const weights = slices.map(({ odds }) => weightOf(odds));
  return weights.reduce<number | null>(
    (rest, weight) => (rest === null || weight === null ? null : rest - weight),
    WHOLE,
  );
}

export function restText(slices: readonly SliceForm[]): string {
  const rest = restOf(slices);
  if (rest === null) return '概率合起来不能超过 100%，剩下的是「谢谢参与」';
  return rest < 0 ? `概率合起来多了 ${oddsText(-rest)}` : `剩下的 ${oddsText(rest)} 是「谢谢参与」`;
}

/** What so many turns cost in points, as long as nothing is gone; null: the form is not ready. */
export function forecastText(checked: Checked<WheelRuleDraft>): string | null {
  if (!checked.ok) return null;
  const { prizes } = checked.value;
  const points = prizes.reduce(
    (sum, { prize, weight }) => sum + (prize.kind === 'points' ? prize.points * weight : 0),
    0,
  );
  const others = prizes.reduce((sum, { prize, weight }) => sum + (prize.kind === 'pack' ? weight : 0), 0);
  const packs = others === 0 ? '' : `，优惠券约 ${Math.round((others * 1_000) / WHOLE)} 份`;
  return `每抽 1,000 次，约送出 ${Math.round((points * 1_000) / WHOLE)} 积分${packs}`;
}

function oddsRead({ slices }: RuleForm): Read<null> {
  const rest = restOf(slices);
  return rest !== null && rest < 0 ? wrong('中奖概率', restText(slices)) : good(null);
}

/** Of what becomes of a prize that is gone: itself without an end. */
function fallbackRead({ slices, fallbackId }: RuleForm): Read<string | null> {
  if (fallbackId === '') return good(null);
  const slice = slices.find(({ id }) => id === fallbackId);
  return slice?.stock.trim() === '' ? good(fallbackId) : wrong('送完以后', '请选一个数量不限的奖品');
}

const startOf = (day: string): Instant | null => (day === '' ? null : startOfChinaDate(day));

function untilRead({ from, until }: RuleForm): Read<Instant | null> {
  const [start, last] = [startOf(from), startOf(until)];
  if (last === null) return good(null);
  return start !== null && last < start
    ? wrong('最后一天', '最后一天不能早于第一天')
    : good(addMs(last, DAY_MS));
}

/** The rule of the form, or everything that is wrong with it. */
export function ruleFrom(form: RuleForm): Checked<WheelRuleDraft> {
  const slices = form.slices.map(sliceFrom);
  const { sellsChances } = form;
  return checkForm(
    {
      odds: oddsRead(form),
      fallback: fallbackRead(form),
      until: untilRead(form),
      free: neededWhole(form.freePerDay, '每天免费', [0, 10]),
      'per-day': neededWhole(form.perDay, '每天最多', [1, 100]),
      'in-total': optionalWhole(form.inTotal, '一共最多', [1, 10_000], '，不限就不填'),
      'chance-points': sellsChances ? neededWhole(form.chancePoints, '换机会的积分', [1, 100_000]) : good(1),
      'chance-per-day': sellsChances ? neededWhole(form.chancePerDay, '每天换几次', [1, 100]) : good(1),
      contact: needed(
        form.contact.trim().length < 2 ? null : form.contact.trim(),
        '联系方式',
        '请写会员怎么联系你们',
      ),
    },
    (read): WheelRuleDraft => ({
      isOn: form.isOn,
      from: startOf(form.from),
      until: read.until.value,
      prizes: valuesOf(slices),
      fallbackId: read.fallback.value,
      freePerDay: read.free.value,
      perDay: read['per-day'].value,
      inTotal: read['in-total'].value,
      chance: sellsChances
        ? { points: read['chance-points'].value, perDay: read['chance-per-day'].value }
        : null,
      contact: read.contact.value,
    }),
    slices,
  );
}
