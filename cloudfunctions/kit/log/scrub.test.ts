import { hideSecrets, missingText, scrub } from './scrub';

const OPENID = 'oABCD1234efgh5678ijkl-_90mnX';

describe('a text on its way into the log', () => {
  it.each([
    ['identities/openid:wx0123456789abcdef:oSome-1', 'identities/openid:…'],
    ['msg_claim-openid-wx0123456789abcdef-oSome-1', 'msg_claim-openid-…'],
    ['rem:claim_waiting:openid:wx0123456789abcdef:oSome-1', 'rem:claim_waiting:openid:…'],
    ['dup key: { _id: "unionid:uSome_1" }', 'dup key: { _id: "unionid:…" }'],
    [`identities/phone:${'ab12'.repeat(16)}`, 'identities/phone:…'],
    ['identities/card:123456789012', 'identities/card:…'],
    ['subscriptionCredits/wx0123456789abcdef:oSome-1:tpl-1', 'subscriptionCredits/wx0123456789abcdef:…'],
    [`invalid openid ${OPENID} rid: 1`, 'invalid openid (openid) rid: 1'],
    ['call 13800138000 now', 'call (number) now'],
    ['+8613800138000', '+(number)'],
    ['redemptions/rdm_123456789012', 'redemptions/rdm_(number)'],
    ['/send?access_token=97_abc-DEF&x=1', '/send?access_token=…&x=1'],
    ['{"secret":"hunter2","a":1}', '{"secret":"…","a":1}'],
    [`token 97_${'aB3-'.repeat(30)} rejected`, 'token (token) rejected'],
  ])('%s', (text, clean) => expect(scrub(text)).toBe(clean));

  it.each([
    'members/mem_01J0000000000000000000000A',
    'pick-up code at 1795233600000',
    'payments/pay_01J0000000000000000000000A01',
    'coupons/cpn_01J0000000000000000000000A-join-0',
    'Error: no use case\n    at run (/var/user/index.js:120:9)',
    'items.0.amountFen',
  ])('%s stays as it is', (text) => expect(scrub(text)).toBe(text));

  it('shows no secret of the settings, however it is written', () => {
    const key = Buffer.from('0123456789abcdef0123456789abcdef');
    hideSecrets(['the-app-secret', key, null, undefined, '']);
    expect(scrub(`the-app-secret ${key.toString('base64')} ${key.toString('hex')} fine`)).toBe(
      '(secret) (secret) (secret) fine',
    );
  });
});

describe('a document that is not there', () => {
  it.each([
    ['mem_01J0000000000000000000000A', 'members/mem_01J0000000000000000000000A'],
    ['openid:wx0123456789abcdef:oSome-1', 'members/openid:…'],
    ['2026-11', 'members/(no id of ours)'],
    ['Lin_Xiaoman', 'members/(no id of ours)'],
  ])('is told of by %s only when it is an id of ours', (id, told) =>
    expect(missingText('members', id)).toBe(told),
  );
});
