import { isMemberId, type MemberId } from '../../../contracts/primitives/ids';
import { isSamePerson } from './same-person';

const memberId = (n: number): MemberId => {
  const id = `mem_01ARZ3NDEKTSV4RRFFQ69G5FA${n}`;
  if (!isMemberId(id)) throw new Error(id);
  return id;
};
const one = { memberIds: [memberId(1)], keys: ['openid:a:1', 'unionid:x'], numbers: ['n1'] };
const nobody = { memberIds: [], keys: [], numbers: [] };

it.each([
  ['one member', { ...nobody, memberIds: [memberId(1)] }, 'same'],
  ['one WeChat account', { ...nobody, keys: ['openid:a:1'] }, 'same'],
  ['one unionid under another account', { ...nobody, keys: ['openid:a:2', 'unionid:x'] }, 'same'],
  ['a number both verified', { ...nobody, memberIds: [memberId(2)], numbers: ['n1'] }, 'by_phone'],
  ['nothing in common', { memberIds: [memberId(2)], keys: ['openid:a:2'], numbers: ['n2'] }, 'different'],
  ['nothing known', nobody, 'different'],
])('%s', (_what, other, sameness) => {
  expect(isSamePerson(one, other)).toBe(sameness);
  expect(isSamePerson(other, one)).toBe(sameness);
});
