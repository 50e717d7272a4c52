import type { Drawn, OwnDraw, WheelView } from '@contracts/play/wheel';
import { pointsText } from '@contracts/primitives/points';
import { chinaTimeText, type Instant } from '@contracts/primitives/time';
import type { Question } from '@/components/sheet/confirm-sheet';

type Turns = Pick<WheelView, 'isOpen' | 'freeLeft' | 'chances' | 'leftToday' | 'leftInTotal'>;

/** Why it cannot be turned now, before the server is asked; null: it can. */
export function closedText({ from, until, ...turns }: WheelView, now: Instant): string | null {
  if (turns.isOpen) return restText(turns);
  if (from !== null && now < from) return `${chinaTimeText(from)} 开始`;
  return until !== null && until <= now ? '活动已经结束' : '活动现在没有开放';
}

function restText({ freeLeft, chances, leftToday, leftInTotal }: Turns): string | null {
  if (leftInTotal === 0) return '本次活动的抽奖次数用完了';
  if (leftToday === 0) return '今天的抽奖次数用完了，明天再来';
  return freeLeft + chances === 0 ? '没有抽奖机会了' : null;
}

export const drawText = ({ freeLeft, chances }: Turns): string =>
  freeLeft > 0 ? '免费抽一次' : `用 1 次机会抽奖（有 ${chances} 次）`;

export function leftText({ leftToday, leftInTotal, freeLeft, chances }: Turns): string {
  const inTotal = leftInTotal === null ? '' : `，活动期间还能抽 ${leftInTotal} 次`;
  return `免费 ${freeLeft} 次，机会 ${chances} 次；今天还能抽 ${leftToday} 次${inTotal}`;
}

export const wonText = ({ name, isWin }: Drawn): string => (isWin ? `抽中「${name}」` : `${name}，下次好运`);

const stateTexts: Record<OwnDraw['state'], string> = {
  given: '已到账',
  owed: '马上到账',
  refused: '没有发成，请联系商家',
  none: '未中奖',
};
export const ownStateText = (state: OwnDraw['state']): string => stateTexts[state];

export const chanceQuestion = (points: number): Question => ({
  title: '换 1 次抽奖机会？',
  lines: [`会用掉 ${pointsText(points)} 积分，用掉的积分不退。`, '抽奖可能不中奖，每个奖品的概率写在下面。'],
  yes: `用 ${pointsText(points)} 积分换`,
});
