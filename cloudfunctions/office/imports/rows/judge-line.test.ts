import { isMemberId } from '../../../../contracts/primitives/ids';
import { instant } from '../../../../contracts/primitives/time';
import { judgeLine, type Known } from './judge-line';
import type { ImportLine } from './read-line';

const idOf = (end: string) => {
  const id = `mem_01ARZ3NDEKTSV4RRFFQ69G5F${end}`;
  if (!isMemberId(id)) throw new Error(id);
  return id;
};
const [LIN, WANG] = [idOf('AV'), idOf('AW')];
const line: ImportLine = {
  line: 3,
  phone: '+8613800138000',
  name: '林某',
  oldCard: 'A1',
  joinedAt: null,
  gender: null,
  birthday: null,
  tags: [],
  optedOut: false,
  faults: [],
};
const nobody: Known = {
  samePhoneAs: null,
  sameCardAs: null,
  byPhone: null,
  byCard: null,
  member: null,
  signedIn: false,
  muted: [],
  optedOutBefore: false,
};
const lin: NonNullable<Known['member']> = {
  _id: LIN,
  nickname: '林小姐',
  tags: ['老客'],
  tagMarks: [],
  phone: null,
  numbers: [],
  closesAt: null,
  profile: { gender: null, birthday: null },
};
const keptOff = (tag: string) => ({
  tag,
  own: 'kept_off' as const,
  how: 'hand' as const,
  by: 'x',
  at: instant(1),
  ruled: true,
});
const known: Known = { ...nobody, byPhone: LIN, byCard: LIN, member: lin };

describe('a line is', () => {
  it.each<[string, Partial<ImportLine>, Known, object]>([
    ['somebody new', {}, nobody, { verdict: 'create' }],
    ['wrong before it is anything else', { faults: ['x', 'y'] }, known, { verdict: 'reject', why: 'x' }],
    ['the second with a number', {}, { ...nobody, samePhoneAs: 2 }, { verdict: 'conflict' }],
    ['the second with a card', {}, { ...nobody, sameCardAs: 2 }, { verdict: 'conflict' }],
    ['of two members', {}, { ...known, byCard: WANG }, { verdict: 'conflict' }],
    ['of somebody being merged', {}, { ...known, member: null }, { verdict: 'conflict' }],
    [
      'of somebody who leaves',
      {},
      { ...known, member: { ...lin, closesAt: instant(1) } },
      { verdict: 'conflict' },
    ],
    ['known already', { name: null }, known, { verdict: 'same', memberId: LIN }],
    ['a name nobody told themselves', {}, known, { verdict: 'update', patch: { nickname: '林某' } }],
    ['no name for somebody who signs in', {}, { ...known, signedIn: true }, { verdict: 'same' }],
    [
      'a first name for somebody who signs in',
      {},
      { ...known, signedIn: true, member: { ...lin, nickname: null } },
      { verdict: 'update', patch: { nickname: '林某' } },
    ],
    ['one tag more', { name: null, tags: ['老客', '团购'] }, known, { patch: { tags: ['团购'] } }],
    [
      'a tag that staff keep from them',
      { name: null, tags: ['团购'] },
      { ...known, member: { ...lin, tagMarks: [keptOff('团购')] } },
      { verdict: 'same' },
    ],
    [
      'too many tags',
      { tags: Array.from({ length: 50 }, (_, n) => `标签${n}`) },
      known,
      { verdict: 'reject', why: '一位会员最多 50 个标签' },
    ],
    ['a wish to be left alone', { name: null, optedOut: true }, known, { patch: { mute: true } }],
    [
      'nothing new of it',
      { name: null, optedOut: true },
      { ...known, muted: ['campaign'] },
      { verdict: 'same' },
    ],
    ['no wish to be told again', { name: null }, { ...known, muted: ['campaign'] }, { verdict: 'same' }],
    ['a number for a card', { name: null }, { ...known, byPhone: null }, { patch: { addPhone: true } }],
    [
      'a number for whoever has to verify it',
      {},
      { ...known, byPhone: null, signedIn: true },
      { verdict: 'conflict', why: '这个卡号的会员已在小程序登录，手机号要本人验证' },
    ],
    ['a card for a number', { name: null }, { ...known, byCard: null }, { patch: { addCard: true } }],
  ])('%s', (_name, some, how, expected) => {
    expect(judgeLine({ ...line, ...some }, how)).toMatchObject(expected);
  });
});
