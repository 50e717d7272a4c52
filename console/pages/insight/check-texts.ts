import type { Language } from '../../texts/use-texts';

export type CheckedPeriod = 'day' | 'week' | 'month' | 'cohort' | 'ever';

const zh = {
  tab: '核对',
  begin: '核对一段时间',
  beginWho: '经营数据',
  beginWhat: '系统会把这段时间的每一笔重新算一遍，跟现在的数字比。不影响别人看数据。',
  about: '每天早上自动核对昨天；周一加上一周，1 号加上一月和那一月开始的会员。',
  period: '时间',
  day: '其中的一天',
  repair: '不一样的，改成重新算的数',
  standing: '结果',
  people: '涉及会员',
  finished: '核对时间',
  running: (facts: number, rows: number) => `正在核对：看了 ${facts} 笔、比了 ${rows} 行`,
  fine: (rows: number) => (rows === 0 ? '这段时间没有数据' : `都对，比了 ${rows} 行`),
  repaired: (n: number) => `${n} 行不对，已改正`,
  differs: (n: number) => `${n} 行不对`,
  moved: (n: number) => `${n} 行正在变动，下次再比`,
  was: (kept: string, due: string) => `现在 ${kept}，应为 ${due}`,
  everything: '全部',
  channel: '消息渠道',
  named: (bucket: string, period: CheckedPeriod) => {
    if (period === 'ever') return '全部历史';
    if (period === 'cohort') return `${bucket} 开始的会员`;
    return period === 'week' ? `${bucket} 起的一周` : bucket;
  },
  periods: { day: '天', week: '周', month: '月', cohort: '留存', ever: '全部' } as Record<
    CheckedPeriod,
    string
  >,
  offset: '第几月',
  funnel: '入会到下单',
};
type CheckTexts = typeof zh;

const en: CheckTexts = {
  tab: 'Checks',
  begin: 'Check a period',
  beginWho: 'Figures',
  beginWhat: 'Everything of that time is counted again and compared. Nobody has to wait for it.',
  about:
    'Yesterday is checked every morning; on a Monday the week, on the first the month and who began in it.',
  period: 'Period',
  day: 'A day of it',
  repair: 'Where they differ, keep what was counted again',
  standing: 'Result',
  people: 'Members',
  finished: 'Checked',
  running: (facts, rows) => `Checking: ${facts} events, ${rows} rows compared`,
  fine: (rows) => (rows === 0 ? 'Nothing happened then' : `All ${rows} rows agree`),
  repaired: (n) => `${n} rows differed, put right`,
  differs: (n) => `${n} rows differ`,
  moved: (n) => `${n} rows were changing; the next check has them`,
  was: (kept, due) => `${kept}, should be ${due}`,
  everything: 'Everything',
  channel: 'Channel',
  named: (bucket, period) => {
    if (period === 'ever') return 'All time';
    if (period === 'cohort') return `Who began in ${bucket}`;
    return period === 'week' ? `Week of ${bucket}` : bucket;
  },
  periods: { day: 'Day', week: 'Week', month: 'Month', cohort: 'Cohort', ever: 'All time' },
  offset: 'Months since',
  funnel: 'Joining to orders',
};

export const checkTexts: Readonly<Record<Language, CheckTexts>> = { zh, en };
