import type { JourneyNode, JourneyPlan } from '../../../contracts/journey/journey-graph';
import { DAY_MS, MINUTE_MS } from '../../../contracts/primitives/time';

/** What a shop may begin with: a draft an operator looks through, changes and publishes. */
export interface Recipe {
  id: string;
  name: string;
  about: string;
  plan: JourneyPlan;
}

const DAY = DAY_MS / MINUTE_MS;
const MORNING = 10 * 60;

const say = (id: string, title: string, body: string, next: string | null): JourneyNode => ({
  do: 'message',
  id,
  fallback: { title, body },
  texts: [],
  capped: 'hold',
  usefulMinutes: 2 * DAY,
  next,
});

/** So many days later, at ten in the morning. */
const morningAfter = (id: string, days: number, next: string): JourneyNode[] => [
  { do: 'wait', id, until: { kind: 'for', minutes: days * DAY }, next: `${id}-ten`, late: null },
  atTen(`${id}-ten`, next),
];
const atTen = (id: string, next: string): JourneyNode => ({
  do: 'wait',
  id,
  until: { kind: 'clock', atMinute: MORNING, weekdays: [] },
  next,
  late: null,
});
/** Listens for an order for so many days. */
const untilPaid = (id: string, days: number, next: string | null, late: string | null): JourneyNode => ({
  do: 'wait',
  id,
  until: { kind: 'fact', fact: 'paid', withinMinutes: days * DAY },
  next,
  late,
});
const tag = (id: string, name: string, next: string | null): JourneyNode => ({
  do: 'tag',
  id,
  tag: name,
  put: true,
  next,
});

const planOf = (
  nodes: JourneyNode[],
  changed: Pick<JourneyPlan, 'trigger'> & Partial<JourneyPlan>,
): JourneyPlan => ({
  filter: null,
  entry: { again: 'never' },
  goal: null,
  exitWhen: null,
  mostRounds: 1,
  priority: 5,
  start: nodes[0]?.id ?? 'none',
  nodes,
  ...changed,
});
const entering = (segmentId: string) => ({ on: 'segment', segmentId, entered: true }) as const;
const orderWithin = (days: number) => ({ fact: 'paid', withinMinutes: days * DAY }) as const;

export const recipes: readonly Recipe[] = [
  {
    id: 'welcome',
    name: '新客欢迎',
    about: '入会当天问候，之后第 1、3、7 天上午各一条；下了单就不再打扰。',
    plan: planOf(
      [
        say('hello', '欢迎你，{昵称}', '点开看看会员能享受什么', 'day1'),
        ...morningAfter('day1', 1, 'second'),
        say('second', '附近的门店', '{门店}等你来', 'day3'),
        ...morningAfter('day3', 2, 'third'),
        say('third', '会员价和积分怎么用', '点开看你的卡和积分', 'day7'),
        ...morningAfter('day7', 4, 'fourth'),
        say('fourth', '{昵称}，还没来过？', '欢迎到店里坐坐', null),
      ],
      { trigger: { on: 'fact', fact: 'joined' }, goal: orderWithin(14), priority: 6 },
    ),
  },
  {
    id: 'first-order',
    name: '首单提醒',
    about: '入会两天还没下单的提醒一次；再过五天送积分，并再说一次。',
    plan: planOf(
      [
        ...morningAfter('days', 2, 'nudge'),
        say('nudge', '你的首单还在等你', '点开看看本周有什么', 'waits'),
        untilPaid('waits', 5, null, 'gift'),
        { do: 'points', id: 'gift', points: 50, reason: '首单鼓励', next: 'ten' },
        atTen('ten', 'again'),
        say('again', '送你 50 积分', '下单时可以直接用', null),
      ],
      { trigger: { on: 'fact', fact: 'joined' }, goal: orderWithin(30) },
    ),
  },
  {
    id: 'second-order',
    name: '二单提醒',
    about: '第一单之后两周没有再来的，提醒一次。',
    plan: planOf(
      [
        untilPaid('waits', 14, null, 'ten'),
        atTen('ten', 'nudge'),
        say('nudge', '{昵称}，上次还满意吗', '看看这周新到的', null),
      ],
      { trigger: entering('seg_first-order-only'), goal: orderWithin(30) },
    ),
  },
  {
    id: 'coupon-ending',
    name: '券快到期',
    about: '三天内有券到期的，傍晚提醒；两周内只说一次，当天已有别的通知就不发。',
    plan: planOf(
      [
        {
          do: 'wait',
          id: 'evening',
          until: { kind: 'clock', atMinute: 18 * 60, weekdays: [] },
          next: 'nudge',
          late: null,
        },
        {
          do: 'message',
          id: 'nudge',
          fallback: { title: '有券快到期了', body: '点开看看还能用几天' },
          texts: [],
          capped: 'exit',
          usefulMinutes: DAY,
          next: null,
        },
      ],
      {
        trigger: entering('seg_coupon-expiring'),
        entry: { again: 'after', hours: 14 * 24 },
        goal: { fact: 'coupon_used', withinMinutes: 3 * DAY },
        priority: 3,
      },
    ),
  },
  {
    id: 'quiet',
    name: '沉睡唤醒',
    about: '三十天没有消费的，问候一次；一周后还没来，送积分再说一次。九十天内只进一次。',
    plan: planOf(
      [
        atTen('ten', 'hello'),
        say('hello', '好久不见，{昵称}', '{门店}想你了', 'waits'),
        untilPaid('waits', 7, 'back', 'gift'),
        tag('back', '已唤回', null),
        { do: 'points', id: 'gift', points: 100, reason: '老友回店礼', next: 'ten2' },
        atTen('ten2', 'again'),
        say('again', '送你 100 积分', '回来看看，积分可以直接用', null),
      ],
      { trigger: entering('seg_dormant'), entry: { again: 'after', hours: 90 * 24 } },
    ),
  },
  {
    id: 'birthday',
    name: '生日祝福',
    about: '生日当天上午九点祝福；每年一次，没有填生日的不会进来。',
    plan: planOf(
      [
        {
          do: 'wait',
          id: 'day',
          until: {
            kind: 'date',
            of: { member: 'birthday' },
            offsetDays: 0,
            atMinute: 9 * 60,
            past: 'skip',
          },
          next: 'wish',
          late: null,
        },
        say('wish', '生日快乐，{昵称}', '祝你天天开心', null),
      ],
      {
        trigger: entering('seg_birthday'),
        entry: { again: 'after', hours: 300 * 24 },
        priority: 8,
      },
    ),
  },
];
