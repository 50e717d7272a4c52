import { phoneAnswer } from './phone-answer';

it.each([
  ['an agreed tap', { code: 'abc', errMsg: 'getPhoneNumber:ok' }, { kind: 'given', code: 'abc' }],
  ['a refusal', { errMsg: 'getPhoneNumber:fail user deny' }, { kind: 'declined' }],
  ['a closed sheet', { errMsg: 'getPhoneNumber:fail user cancel' }, { kind: 'declined' }],
  ['nothing at all', undefined, { kind: 'declined' }],
  ['the quota used up', { errMsg: 'getPhoneNumber:fail', errno: 1400001 }, { kind: 'unavailable' }],
  ['the quota used up, as a string', { errMsg: 'fail', errno: '1400001' }, { kind: 'unavailable' }],
  ['no permission', { errMsg: 'getPhoneNumber:fail no permission' }, { kind: 'unavailable' }],
])('the phone button reports %s', (_what, detail, answer) => {
  expect(phoneAnswer(detail)).toEqual(answer);
});
