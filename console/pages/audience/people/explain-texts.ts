import type { Language } from '../../../texts/use-texts';

const zh = {
  explain: '为什么在、不在',
  look: '找一位会员：手机号、后四位、卡号或完整昵称',
  who: '会员',
  nobody: '没有找到，请核对后再查',
  isIn: '在里面',
  isOut: '不在里面',
  soon: '条件刚变了，几分钟后更新',
  until: (at: string) => `没有新的变化的话，到 ${at} 为止`,
};
type ExplainTexts = typeof zh;

const en: ExplainTexts = {
  explain: 'Why in, or not',
  look: 'Find a member: phone, last four, card number or whole name',
  who: 'Member',
  nobody: 'Nobody found',
  isIn: 'Is in it',
  isOut: 'Is not in it',
  soon: 'It changed just now, and is counted in a few minutes',
  until: (at) => `If nothing else happens, until ${at}`,
};
export const explainTexts: Record<Language, ExplainTexts> = { zh, en };
