/** From a scan to the second order: the steps, and what each of them counts. */
export const funnelSteps = [
  {
    key: 'scanned',
    name: '扫码',
    says: '这个月第一次打开团长或好友的码、当时还不是会员的人',
  },
  { key: 'joined', name: '入会', says: '这个月入会的人，也有没扫码自己来的' },
  { key: 'firstOrders', name: '首单', says: '其中到现在有一笔没退光的订单的人' },
  { key: 'secondOrders', name: '第二单', says: '其中到现在有两笔没退光的订单的人' },
] as const;

export type FunnelKey = (typeof funnelSteps)[number]['key'];
export type Funnel = Readonly<Record<FunnelKey, number>>;

export interface FunnelStep {
  key: FunnelKey;
  people: number;
  /** Of the step before, in hundredths of a percent; null: the first, nobody before, or more than came that way. */
  rate: number | null;
  /** How wide it is drawn, in percent of the widest. */
  width: number;
}

/** The steps of one month as they are drawn. */
export function funnelOf(funnel: Funnel): FunnelStep[] {
  const widest = Math.max(1, ...funnelSteps.map(({ key }) => funnel[key]));
  return funnelSteps.map(({ key }, place) => {
    const people = funnel[key];
    const step = funnelSteps[place - 1];
    const before = step === undefined ? 0 : funnel[step.key];
    return {
      key,
      people,
      rate: before === 0 || people > before ? null : Math.round((people * 10_000) / before),
      width: Math.round((people * 100) / widest),
    };
  });
}
