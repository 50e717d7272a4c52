import type { WheelPrize, WheelRuleDraft } from '../../../contracts/play/wheel-rule';
import { oddsText, WHOLE } from '../../../contracts/primitives/play/odds';
import { chinaEndText, chinaTimeText } from '../../../contracts/primitives/time';
import { prizeText, type PackNames } from './prize-text';

export const THANKS = '谢谢参与';

/** What is left of the odds: nothing is won. */
export const restOf = ({ prizes }: Pick<WheelRuleDraft, 'prizes'>): number =>
  WHOLE - prizes.reduce((sum, { weight }) => sum + weight, 0);

/** The rule as members read it, with the odds: whatever platform and law want said before the first draw. */
export function wheelLines(rule: WheelRuleDraft, packs: PackNames, organiser: string): string[] {
  const rest = restOf(rule);
  return [
    timeLine(rule),
    ...rule.prizes.map((prize) => prizeLine(prize, packs)),
    ...(rest > 0 ? [`${THANKS}：概率 ${oddsText(rest)}`] : []),
    ...goneLine(rule),
    limitLine(rule),
    costLine(rule),
    '每次抽奖的结果由服务器随机决定，转盘转动前已经确定并保存，记录保存两年以上',
    '中奖后奖品自动到账，最迟几分钟；积分和优惠券的用法、有效期以到账时显示的为准，到店领取的奖品凭券码核销',
    '抽奖机会和奖品不能转让、不能换成现金；商家的员工不参加',
    `主办：${organiser}，联系：${rule.contact}`,
  ];
}

function timeLine({ from, until }: WheelRuleDraft): string {
  const begins = from === null ? '' : `${chinaTimeText(from)} 开始`;
  const ends = until === null ? '结束时间以本页通知为准' : `${chinaEndText(until)} 结束`;
  return `活动时间：${[begins, ends].filter((text) => text !== '').join('，')}`;
}

function prizeLine({ name, prize, weight, stock }: WheelPrize, packs: PackNames): string {
  const what = prizeText(prize, packs);
  const named = what === name ? name : `${name}（${what}）`;
  return `${named}：概率 ${oddsText(weight)}${stock === null ? '，数量不限' : `，共 ${stock} 份`}`;
}

function goneLine({ prizes, fallbackId }: WheelRuleDraft): string[] {
  if (prizes.every(({ stock }) => stock === null)) return [];
  const instead = prizes.find(({ id }) => id === fallbackId)?.name ?? THANKS;
  return [`奖品送完后，抽中它的改为「${instead}」`];
}

function limitLine({ perDay, inTotal }: WheelRuleDraft): string {
  return `每人每天最多抽 ${perDay} 次${inTotal === null ? '' : `，活动期间最多 ${inTotal} 次`}，日期以北京时间为准`;
}

function costLine({ freePerDay, chance }: WheelRuleDraft): string {
  const ways = [
    ...(freePerDay > 0 ? [`每天免费 ${freePerDay} 次`] : []),
    '其余每次用 1 次抽奖机会',
    ...(chance === null ? [] : [`${chance.points} 积分可换 1 次机会，每天最多换 ${chance.perDay} 次`]),
  ];
  return `${ways.join('，')}；换机会用掉的积分不退`;
}
