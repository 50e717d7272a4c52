import type { Language } from '../../texts/use-texts';

const zh = {
  tab: 'RFM',
  about: '一年内买过的会员，按最近一单（R）、单数（F）、金额（M）各分五份，5 最好。点一格可以存成人群。',
  sampled: (looked: number, all: number) => `人数按抽样 ${looked} / ${all} 位估算。`,
  none: '一年内还没有人买过',
  corner: 'R ＼ F',
  allMoney: '全部金额',
  upTo: (value: string) => `到 ${value}`,
  above: (value: string) => `${value} 以上`,
  days: (n: number) => `${n} 天前`,
  orders: (n: number) => `${n} 单`,
  inYear: (ends: string) => `一年消费${ends}`,
  square: (r: number, f: number, about: number) => `R${r} F${f}，约 ${about} 人`,
  keep: '存成人群',
  keepWhat: '按现在的分界存成一个人群，几分钟后数出准确的人数，以后自己更新。',
  name: '名称',
};
type RfmTexts = typeof zh;

const en: RfmTexts = {
  tab: 'RFM',
  about:
    'Who bought within a year, in five parts by last order (R), orders (F) and amount (M); 5 is best. Click one to keep it as a segment.',
  sampled: (looked, all) => `Estimated of ${looked} among ${all}.`,
  none: 'Nobody bought within a year',
  corner: 'R ＼ F',
  allMoney: 'Any amount',
  upTo: (value) => `up to ${value}`,
  above: (value) => `above ${value}`,
  days: (n) => `${n} days ago`,
  orders: (n) => `${n} orders`,
  inYear: (ends) => `${ends} in a year`,
  square: (r, f, about) => `R${r} F${f}, about ${about}`,
  keep: 'Keep as a segment',
  keepWhat: 'By the cuts of now; it is counted exactly within minutes and followed from then on.',
  name: 'Name',
};

export const rfmTexts: Readonly<Record<Language, RfmTexts>> = { zh, en };
