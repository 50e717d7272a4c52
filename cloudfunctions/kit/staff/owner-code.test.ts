import { addMs, instant } from '../../../contracts/primitives/time';
import { isOwnerCode, ownerCodeId, sealOwnerCode } from './owner-code';

const key = Buffer.alloc(32, 3);
const expiresAt = instant(10_000);
const [, hash = ''] = sealOwnerCode(key, 'ABCD-EFGH-JKMN', expiresAt).split('.');
const setup = { hash, expiresAt };

it.each([
  ['ABCD-EFGH-JKMN', -1, true],
  ['abcd efgh jkmn', -1, true],
  ['ABCDEFGHJKMN', -1, true],
  ['ABCD-EFGH-JKMN', 0, false],
  ['ABCD-EFGH-JKMP', -1, false],
  ['', -1, false],
])('%j, %i ms from its end: %s', (code, ms, right) => {
  expect(isOwnerCode(key, setup, code, addMs(expiresAt, ms))).toBe(right);
});

it('is nothing without a deployment that printed one, or under another key', () => {
  expect(isOwnerCode(key, null, 'ABCD-EFGH-JKMN', instant(0))).toBe(false);
  expect(isOwnerCode(Buffer.alloc(32, 4), setup, 'ABCD-EFGH-JKMN', instant(0))).toBe(false);
});

it('neither what is deployed nor what is remembered is the code', () => {
  for (const kept of [hash, ownerCodeId(key, 'ABCD-EFGH-JKMN')]) expect(kept).not.toContain('ABCD');
  expect(ownerCodeId(key, 'ABCD-EFGH-JKMN')).not.toBe(hash);
});
