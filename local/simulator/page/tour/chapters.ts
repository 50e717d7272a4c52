/** The guided tour: six chapters, each with its people, what has happened before it begins, and its steps. */
export interface TourStep {
  /** Whose phone; null: the bar at the top. */
  who: string | null;
  /** What to tap, by the words that stand there. */
  text: string;
  /** Done when that phone's mini-program shows a page that begins so: a reminder opens one coupon, or the list of several. */
  page?: string;
  /** Done when WeChat shows this person a reminder. */
  message?: string;
}

/** What people did before, through the real functions. */
export interface Before {
  /** Members, joined by the leader's code; they allowed reminders. */
  joined: readonly string[];
  /** Points the operator gave for an old card. */
  points?: { who: string; points: number };
  /** Under what name they invite. */
  invites?: { who: string; name: string };
}

export interface Chapter {
  title: string;
  /** Whose phones lie on the table. */
  cast: readonly string[];
  before: Before;
  steps: readonly TourStep[];
  /** What has been seen when all steps are done. */
  end: string;
}

const LIN = 'shopper-lin';
const WANG = 'shopper-wang';
const CHEN = 'leader-chen';
const ZHOU = 'clerk-zhou';
const HE = 'operator-he';
const LI = 'owner-li';

export const chapters: readonly Chapter[] = [
  {
    title: '扫码入会',
    cast: [LIN, WANG, CHEN],
    before: { joined: [] },
    steps: [
      { who: LIN, text: '点小林的「扫一扫」，扫陈姐的团码', page: 'pages/join/index' },
      { who: LIN, text: '点「一键入会」，再点「收下，到期前提醒我」', page: 'pages/home/index' },
    ],
    end: '小林有了会员卡和 4 张券，记在陈姐名下',
  },
  {
    title: '优惠券和时间',
    cast: [LIN, WANG, CHEN],
    before: { joined: [LIN] },
    steps: [
      { who: null, text: '点「跳到下一个事件」：2 小时券快到期了', message: LIN },
      {
        who: LIN,
        text: '点小林的微信 →「服务通知」→「进入小程序查看」',
        page: 'shopper/pages/coupon',
      },
    ],
    end: '到期前的提醒准时送达，点开就是那张券',
  },
  {
    title: '第一次付款',
    cast: [LIN, ZHOU],
    before: { joined: [] },
    steps: [
      { who: ZHOU, text: '点小周的小程序，填金额，点「开单」', page: 'merchant/pages/bill/index' },
      { who: LIN, text: '点小林的「扫一扫」，扫小周的收款码', page: 'shopper/pages/checkout/index' },
      { who: LIN, text: '点「微信支付」，再点「确认支付」', page: 'shopper/pages/order/index' },
      { who: LIN, text: '首次消费得一张卡：点「领卡」', page: 'pages/claim/index' },
    ],
    end: '付款、领卡、积分都记在同一个人身上，小周那边也显示已付款',
  },
  {
    title: '积分和商城',
    cast: [LIN, ZHOU],
    before: { joined: [LIN], points: { who: LIN, points: 500 } },
    steps: [
      { who: LIN, text: '点小林的小程序，在首页点「积分」那一行', page: 'shopper/pages/points/index' },
      { who: LIN, text: '点「积分商城」', page: 'shopper/pages/mall/index' },
      { who: LIN, text: '点「磨刀一次」', page: 'shopper/pages/exchange/index' },
      { who: LIN, text: '点「用 200 积分兑换」，再确认', page: 'shopper/pages/redemption/index' },
    ],
    end: '小林拿到兑换码，到店由小周扫码发放',
  },
  {
    title: '邀请和团长',
    cast: [LIN, WANG, CHEN],
    before: { joined: [LIN], invites: { who: LIN, name: '小林' } },
    steps: [
      { who: LIN, text: '点小林的小程序，在首页点「邀请」', page: 'shopper/pages/invite/index' },
      { who: LIN, text: '点「生成我的海报」', page: 'shopper/pages/poster/index' },
      { who: WANG, text: '点王阿姨的「扫一扫」，扫小林的邀请', page: 'pages/join/index' },
      { who: WANG, text: '点「一键入会」，再点「收下，到期前提醒我」', page: 'pages/home/index' },
    ],
    end: '王阿姨是小林邀请来的，也归在陈姐的团里',
  },
  {
    title: '推送和对账',
    cast: [LIN, HE, LI],
    before: { joined: [LIN] },
    steps: [
      {
        who: HE,
        text: '点小何的小程序，在工作台点「推送与消息」',
        page: 'merchant/pages/pushes/index',
      },
      {
        who: HE,
        text: '点「写一条推送」：先看会发给多少人，再送审',
        page: 'merchant/pages/new-push/index',
      },
      {
        who: LI,
        text: '点李姐的小程序，在工作台点「对账」',
        page: 'merchant/pages/reconciliation/index',
      },
    ],
    end: '推送要第二个人批准；每晚四点自动对账，也可以「现在对一次」',
  },
];

/** The chapter an address names, counted from 1; null: everybody does as they like. */
export function chapterOf(search: string): { number: number; chapter: Chapter } | null {
  const number = Number(new URLSearchParams(search).get('chapter'));
  const chapter = Number.isInteger(number) ? chapters[number - 1] : undefined;
  return chapter ? { number, chapter } : null;
}
