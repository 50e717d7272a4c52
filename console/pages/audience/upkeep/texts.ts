import type { Language } from '../../../texts/use-texts';

const zh = {
  tab: '核对',
  numbers: '统计到的会员号',
  night: '昨晚的核对',
  notYet: '还没有核对',
  checked: (members: string, found: string) => `看了 ${members} 人，${found} 人和重算的不一样`,
  still: '还在核对',
  made: '上次重算',
  running: (done: string) => `正在重算，已看 ${done} 人`,
  rebuilt: (at: string, done: string, changed: string) => `${at} 看了 ${done} 人，改正 ${changed} 人`,
  begin: '重算',
  beginWho: '会员的特征：单数、金额、最近下单、标签等',
  beginWhat: '从每一笔记录重新算，几分钟到几小时；人群照常可用，算好的随时改正。会记入操作日志。',
  from: '从哪天入会的（不填：最早）',
  until: '到哪天入会的（不填：最近）',
  order: '结束的那天早于开始的那天',
};
type UpkeepTexts = typeof zh;

const en: UpkeepTexts = {
  tab: 'Checks',
  numbers: 'Members with features',
  night: 'Last night’s check',
  notYet: 'Not checked yet',
  checked: (members, found) => `${members} looked at, ${found} not as counted again`,
  still: 'Still being checked',
  made: 'Last made again',
  running: (done) => `Being made again, ${done} looked at`,
  rebuilt: (at, done, changed) => `${at}: ${done} looked at, ${changed} put right`,
  begin: 'Make again',
  beginWho: 'What is known of members: orders, amounts, the last order, tags',
  beginWhat:
    'From every fact, in minutes to hours; segments stay in use meanwhile. It stands in the audit log.',
  from: 'Joined from (empty: the first)',
  until: 'Joined until (empty: the latest)',
  order: 'It ends before it begins',
};
export const upkeepTexts: Record<Language, UpkeepTexts> = { zh, en };
