import { noteWords } from '@contracts/primitives/words/note-words';
import type { Language } from '../../../texts/use-texts';

const zh = {
  title: '投诉与要求',
  write: '记投诉、表扬、要求',
  what: '同事能看到，会员看不到',
  kind: '是什么',
  kinds: noteWords as Record<keyof typeof noteWords, string>,
  text: '说了什么',
  inDays: '几天内处理（当天写 0）',
  member: '会员',
  due: '最晚',
  late: '已过期',
  outcome: '处理结果',
  close: '处理完了',
  closeWhat: '写下处理结果，之后不再提醒',
  states: { open: '待处理', closed: '已处理' },
  none: '没有',
  more: '再看一些',
};
export type NoteTexts = typeof zh;

const en: NoteTexts = {
  title: 'Complaints and requests',
  write: 'Write down what they said',
  what: 'For colleagues; the member never reads it',
  kind: 'What it is',
  kinds: { complaint: 'Complaint', praise: 'Praise', request: 'Request' },
  text: 'What they said',
  inDays: 'Due in days (0: today)',
  member: 'Member',
  due: 'By',
  late: 'Late',
  outcome: 'What came of it',
  close: 'Done',
  closeWhat: 'Say what came of it',
  states: { open: 'Open', closed: 'Closed' },
  none: 'None',
  more: 'More',
};
export const noteTexts: Record<Language, NoteTexts> = { zh, en };
