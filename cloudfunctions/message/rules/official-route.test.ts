import type { MessageChannel } from '../../../contracts/message/message';
import { nextOfficial } from './official-route';

const template = { templateId: 'T', fields: { thing1: 'title' } };
const own = { coupon_expiry: template };

it.each<[string, boolean, boolean, MessageChannel | undefined, MessageChannel | null]>([
  ['both: the template message first', true, true, undefined, 'official_account'],
  ['both: the notice after it', true, true, 'official_account', 'official_notice'],
  ['both: nothing after the notice', true, true, 'official_notice', null],
  ['only a notice', false, true, 'wechat', 'official_notice'],
  ['only a template message', true, false, 'official_account', null],
  ['neither', false, false, undefined, null],
])('%s', (_name, hasTemplate, hasNotice, tried, expected) => {
  const ways = { templates: hasTemplate ? own : {}, notices: hasNotice ? own : {} };
  expect(nextOfficial(ways, 'coupon_expiry', tried)).toBe(expected);
});

it('has no way without an official account, and none for a kind that nobody mapped', () => {
  expect(nextOfficial(null, 'coupon_expiry')).toBeNull();
  expect(nextOfficial({ templates: own, notices: own }, 'birthday')).toBeNull();
});
