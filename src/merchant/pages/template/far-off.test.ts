import type { CouponTerms } from '@contracts/coupon/coupon';
import { fen } from '@contracts/primitives/fen';
import { farOffLines } from './far-off';
import { EMPTY_TEMPLATE, writtenFrom } from './template-draft';

const terms = (amount: string, threshold: string, percentOff = ''): CouponTerms => {
  const checked = writtenFrom({
    ...EMPTY_TEMPLATE,
    kind: percentOff === '' ? 'amount_off' : 'percent_off',
    title: '券',
    perMember: '1',
    amount,
    threshold,
    percentOff,
  });
  if (!checked.ok) throw new Error(JSON.stringify(checked));
  return checked.value.terms;
};
const usual = [terms('3', ''), terms('20', '99')];

describe('terms far off what the shop gives', () => {
  it.each([
    ['the usual', terms('10', '59'), usual, []],
    ['five times the largest is still taken', terms('100', '495'), usual, []],
    ['a fen more', { ...terms('100', '495'), amountFen: fen(10_001) }, usual, ['比店里发过的券大很多']],
    ['a threshold nobody reaches', terms('100', '495.01'), usual, ['很少有人够得着']],
    ['¥8,888 off ¥88,888', terms('8888', '88888'), usual, ['大很多', '够得着']],
    ['the same in a new shop', terms('8888', '88888'), [], ['大很多', '够得着']],
    ['a new shop’s first coupons', terms('200', '2000'), [], []],
    ['half', terms('10', '20'), usual, ['半价']],
    ['less than half', terms('9.99', '20'), usual, []],
    ['without a threshold', terms('10', ''), usual, []],
    ['49 % off', terms('20', '', '49'), usual, []],
    ['50 % off', terms('20', '', '50'), usual, ['半价']],
    ['everything off', terms('20', '', '100'), usual, ['免单']],
  ])('%s', (_name, written, published, expected) => {
    const lines = farOffLines(written, published);
    expect(lines).toHaveLength(expected.length);
    for (const [place, part] of expected.entries()) expect(lines[place]).toContain(part);
  });
});
