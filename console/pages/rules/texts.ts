import type { Language } from '../../texts/use-texts';

const zh = {
  tier: '等级',
  entry: '升级门槛（成长值）',
  keep: '保级（成长值）',
  none: '还没有发布等级规则',
  version: (version: number, at: string) => `第 ${version} 版，${at} 发布`,
  edit: '修改',
  who: '全部会员',
  holdsFrom: (at: string) => `，${at} 起生效`,
  announced: '已公布，还没生效',
  what: '章程里写着的变化，公布 7 天后才生效，期间会发消息告诉每位会员；没有人会因此立刻降级',
  publish: '发布',
  perYuan: '每付 1 元得成长值（百分之几，100 为 1）',
  pendingDays: '付款后几天生效（退款期）',
  graceDays: '保级宽限（天）',
  lines: '规则',
  tierName: (place: number) => `第 ${place} 级名称`,
  tierEntry: (name: string) => `${name}：升级门槛`,
  tierKeep: (name: string) => `${name}：保级`,
};
export type RuleTexts = typeof zh;
const en: RuleTexts = {
  tier: 'Tier',
  entry: 'To enter (growth)',
  keep: 'To stay (growth)',
  none: 'No tiers are published yet',
  version: (version, at) => `Version ${version}, published ${at}`,
  edit: 'Edit',
  who: 'All members',
  holdsFrom: (at) => `, in force from ${at}`,
  announced: 'Announced, not yet in force',
  what: 'What the charter says differently holds 7 days after every member is told; nobody falls by it at once',
  publish: 'Publish',
  perYuan: 'Growth per yuan in hundredths (100 is 1)',
  pendingDays: 'Days until it counts (refund window)',
  graceDays: 'Grace after a review (days)',
  lines: 'Rule',
  tierName: (place) => `Name of tier ${place}`,
  tierEntry: (name) => `${name}: to enter`,
  tierKeep: (name) => `${name}: to stay`,
};
export const ruleTexts: Record<Language, RuleTexts> = { zh, en };
