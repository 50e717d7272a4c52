import { msgIdIn } from './receipt';

it.each([
  ['{"errcode":0,"errmsg":"ok","msgid":4133459912344567890}', '4133459912344567890'],
  ['{"errcode":0,"msgid": "9007199254740993"}', '9007199254740993'],
  ['{"errcode":0,"msgid":7}', '7'],
  ['{"errcode":0,"errmsg":"ok"}', null],
])('the id of a send in %s', (answer, id) => {
  expect(msgIdIn(answer)).toBe(id);
});
