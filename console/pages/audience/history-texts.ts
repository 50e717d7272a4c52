import type { Language } from '../../texts/use-texts';

const zh = {
  title: '最近 30 天',
  says: '每天结束时各阶段的会员数；那天没有统计的不显示。',
  stage: '阶段',
  latest: '昨天结束时',
  change: '30 天里',
  trend: '走势',
  months: '流失率',
  monthsSay: '流失率 = 这个月里新沉睡的人次 ÷ 月初下过单、没有沉睡的会员。',
  month: '月份',
  lapsed: '新沉睡',
  active: '月初在的',
  rate: '流失率',
  open: '还没结束',
  unknown: '月初没有统计',
  none: '明天开始有',
};
type HistoryTexts = typeof zh;

const en: HistoryTexts = {
  title: 'Last 30 days',
  says: 'Members in each stage when the day ended; days nobody counted are left out.',
  stage: 'Stage',
  latest: 'Yesterday',
  change: 'In 30 days',
  trend: 'Trend',
  months: 'Churn',
  monthsSay: 'Churn = who became dormant in the month ÷ who had bought and was not dormant when it began.',
  month: 'Month',
  lapsed: 'Became dormant',
  active: 'At its beginning',
  rate: 'Churn',
  open: 'still open',
  unknown: 'not counted then',
  none: 'From tomorrow on',
};

export const historyTexts: Readonly<Record<Language, HistoryTexts>> = { zh, en };
