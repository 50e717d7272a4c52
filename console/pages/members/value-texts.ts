import type { Language } from '../../texts/use-texts';

/** Of what is given to a member and taken back. */
const zh = {
  points: '调整积分',
  growth: '调整成长值',
  issue: '发券',
  revoke: '收回券',
  same: '可能是同一人',
  way: '补发还是扣减',
  give: '补发',
  take: '扣减',
  amount: '数量',
  pointsWhat: '会员会收到消息，看得到原因；补发的马上能用，用掉了收不回来',
  growthWhat: '下一分钟计入，达到就升级；扣减不会马上降级',
  issueWhat: '马上到会员的券包里，原因记入操作日志',
  coupon: '哪张券',
  quantity: '张数',
  notGiven: '有的没有发',
  revokeWhat: '马上不能用，会员会收到通知，看得到原因',
  keptSome: (kept: number) => `${kept} 张没有收回：刚被用掉、送出或占用`,
  sameWhat: '放进身份待办，先看合并的后果再决定',
  look: '找另一位：手机号、后四位、卡号或完整昵称',
  other: '另一位会员',
  nobody: '没有找到，请核对后再查',
};
type ValueTexts = typeof zh;

const en: ValueTexts = {
  points: 'Adjust points',
  growth: 'Adjust growth value',
  issue: 'Give coupons',
  revoke: 'Take coupons back',
  same: 'May be the same person',
  way: 'Give or take',
  give: 'Give',
  take: 'Take',
  amount: 'How many',
  pointsWhat: 'The member is told, with the reason; what is given can be spent at once',
  growthWhat: 'Counts from the next minute on; what is taken lets nobody fall before a review',
  issueWhat: 'The member has them at once; the reason stands in the audit log',
  coupon: 'Coupon',
  quantity: 'How many',
  notGiven: 'Some were not given',
  revokeWhat: 'They end at once; the member is told, with the reason',
  keptSome: (kept) => `${kept} not taken back: used, given or in a payment just now`,
  sameWhat: 'A case to decide: what merging would do is shown first',
  look: 'Find the other: phone, last four, card number or whole name',
  other: 'The other member',
  nobody: 'Nobody found',
};
export const valueTexts: Record<Language, ValueTexts> = { zh, en };
