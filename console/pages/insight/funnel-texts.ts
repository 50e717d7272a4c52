import { funnelSteps, type FunnelKey } from '@contracts/primitives/insight/funnel';
import type { Language } from '../../texts/use-texts';

type StepTexts = Readonly<Record<FunnelKey, { name: string; says: string }>>;

const zhSteps: StepTexts = {
  scanned: funnelSteps[0],
  joined: funnelSteps[1],
  firstOrders: funnelSteps[2],
  secondOrders: funnelSteps[3],
};

const zh = {
  tab: '转化',
  note: '每个百分比是占上一步的人；入会的人不都扫过码，多于扫码的人时没有百分比。',
  month: '月份',
  open: '还没结束',
  picture: (month: string) => `${month} 的转化`,
  steps: zhSteps,
};
type FunnelTexts = typeof zh;

const en: FunnelTexts = {
  tab: 'Funnel',
  note: 'Each percentage is of the step before; not everybody who joins has scanned, and with more than scanned there is none.',
  month: 'Month',
  open: 'still open',
  picture: (month) => `Funnel of ${month}`,
  steps: {
    scanned: {
      name: 'Scanned',
      says: 'Opened a leader’s or a friend’s code for the first time that month, no members then',
    },
    joined: { name: 'Joined', says: 'Joined that month, with a code or without' },
    firstOrders: { name: 'First order', says: 'Of those, with an order by now that was not wholly refunded' },
    secondOrders: { name: 'Second order', says: 'Of those, with two such orders by now' },
  },
};

export const funnelTexts: Readonly<Record<Language, FunnelTexts>> = { zh, en };
