import { tagHowTexts, type TagHow } from '@contracts/primitives/tag-how';
import type { Language } from '../../../texts/use-texts';

const zh = {
  tab: '标签',
  note: '手工打的、手工去掉的，自动标签都不会改。',
  create: '新建自动标签',
  edit: '改',
  who: (name: string) => `标签「${name}」`,
  what: '在人群里的会员自动有这个标签，离开人群就没有；手工打上的不会被自动去掉，手工去掉的不会再自动打上。',
  name: '标签',
  members: '会员',
  how: '怎么来的',
  follows: '跟着哪个人群',
  nothing: '不自动打',
  byRule: (segment: string) => `自动：在人群「${segment}」里就有`,
  first: (how: TagHow) => `最早来自：${tagHowTexts[how]}`,
  following: '正在更新',
  moreThan: (n: number) => `超过 ${n}`,
  none: '还没有标签',
  more: '再看一些',
};
export type TagTexts = typeof zh;

const en: TagTexts = {
  tab: 'Tags',
  note: 'What somebody put or took off by hand no rule changes.',
  create: 'New tag by rule',
  edit: 'Change',
  who: (name) => `Tag “${name}”`,
  what: 'Whoever is in the segment has the tag, and loses it with leaving; what was decided by hand stands.',
  name: 'Tag',
  members: 'Members',
  how: 'How it comes',
  follows: 'Follows the segment',
  nothing: 'None',
  byRule: (segment) => `By rule: in “${segment}”`,
  first: (how) => `First: ${how.replaceAll('_', ' ')}`,
  following: 'Being updated',
  moreThan: (n) => `more than ${n}`,
  none: 'No tag yet',
  more: 'More',
};

export const tagTexts: Readonly<Record<Language, TagTexts>> = { zh, en };
