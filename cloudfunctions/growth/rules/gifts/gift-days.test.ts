import { chinaDateOf, instant } from '../../../../contracts/primitives/time';
import { occasionsAfter } from './gift-days';

const at = (text: string) => instant(Date.parse(`${text}+08:00`));
const joinedAt = at('2027-03-01T10:00:00');
const nextOf = (
  kind: 'monthly' | 'birthday' | 'anniversary',
  after: string,
  who: Partial<Parameters<typeof occasionsAfter>[0]>,
) => {
  const next = occasionsAfter({ joinedAt, birthday: null, ...who }, at(after)).find(
    (one) => one.kind === kind,
  );
  return next ? [chinaDateOf(next.at), next.period] : null;
};

describe('the days of gifts', () => {
  it.each([
    ['2027-05-31T23:59:59.999', ['2027-06-01', '2027-06']],
    ['2027-06-01T00:00:00.000', ['2027-07-01', '2027-07']],
    ['2027-12-01T00:00:00.000', ['2028-01-01', '2028-01']],
  ])('a month after %s: %j', (after, expected) => {
    expect(nextOf('monthly', after, {})).toEqual(expected);
  });

  it.each([
    ['02-29', '2027-01-01T00:00:00', ['2027-02-28', '2027']],
    ['02-29', '2027-02-28T00:00:00', ['2028-02-29', '2028']],
    ['02-29', '2028-02-28T12:00:00', ['2028-02-29', '2028']],
    ['02-29', '2028-02-29T00:00:00', ['2029-02-28', '2029']],
    ['12-31', '2027-12-30T23:59:59.999', ['2027-12-31', '2027']],
    ['01-01', '2027-12-31T23:59:59.999', ['2028-01-01', '2028']],
  ])('the birthday %s after %s: %j', (day, after, expected) => {
    expect(nextOf('birthday', after, { birthday: { day, setAt: at('2026-01-01T00:00:00') } })).toEqual(
      expected,
    );
  });

  it.each([
    ['on the day before: the day', '2027-06-09T12:00:00', '2027-06-10', 0],
    ['on the day: from then on', '2027-06-10T12:00:00', '2027-06-10', 12],
    ['in its last millisecond', '2027-06-10T23:59:59.999', '2027-06-10', 23],
    ['on the day after: a year later', '2027-06-11T00:00:00', '2028-06-10', 0],
  ])('a birthday that is told %s', (_, set, day, hour) => {
    const who = { joinedAt, birthday: { day: '06-10', setAt: at(set) } };
    const next = occasionsAfter(who, at('2027-03-02T00:00:00')).find(({ kind }) => kind === 'birthday');
    expect(chinaDateOf(next!.at)).toBe(day);
    expect(new Date(next!.at + 8 * 3_600_000).getUTCHours()).toBe(hour);
    expect(occasionsAfter(who, next!.at).find(({ kind }) => kind === 'birthday')!.at).toBeGreaterThan(
      next!.at,
    );
  });

  it.each([
    ['2027-03-01T10:00:00', '2027-03-01T10:00:00', ['2028-03-01', '2028']],
    ['2027-03-01T10:00:00', '2028-03-01T00:00:00', ['2029-03-01', '2029']],
    ['2028-02-29T10:00:00', '2028-03-01T00:00:00', ['2029-02-28', '2029']],
  ])('who joined %s is given, after %s, on %j', (joined, after, expected) => {
    expect(nextOf('anniversary', after, { joinedAt: at(joined) })).toEqual(expected);
  });
});
