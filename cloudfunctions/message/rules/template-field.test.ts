import fc from 'fast-check';
import { acceptsValue, kindOfKey } from '../../../local/wechat/message/template-field';
import { fen, yuanText } from '../../../contracts/primitives/fen';
import { instant, wechatTimeText } from '../../../contracts/primitives/time';
import { fieldKinds, fitField, templateData, templateProblems } from './template-field';

/** WeChat's limits once more, written from platform-facts and independent of both our table and the sandbox's. */
const independent: Readonly<Record<string, RegExp>> = {
  thing: /^\P{Cc}{1,20}$/u,
  character_string: /^[\x21-\x7e]{1,32}$/u,
  number: /^\d{1,32}$/u,
  amount: /^¥(?=[\d.]{1,11}$)\d+(\.\d+)?$/u,
  time: /^\d{4}年\d{1,2}月\d{1,2}日 \d{2}:\d{2}$/u,
  date: /^\d{4}年\d{1,2}月\d{1,2}日$/u,
};

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom('满', '减', '🎁', '\n', ' ', 'a', '1', '~'), maxLength: 60 }),
);
const moment = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) }).map((ms) => wechatTimeText(instant(ms)));
const money = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }).map((value) => `¥${yuanText(fen(value))}`);
const number = fc.bigInt({ min: 0n, max: 10n ** 40n }).map(String);

const inputs: Readonly<Record<string, fc.Arbitrary<string>>> = {
  thing: fc.oneof(text, moment, money),
  character_string: fc.oneof(number, text),
  number,
  amount: fc.oneof(money, number),
  time: moment,
  date: moment,
};

describe('values are cut to what WeChat takes', () => {
  it.each([
    ['thing1', '满'.repeat(20), '满'.repeat(20)],
    ['thing1', '满'.repeat(21), `${'满'.repeat(19)}…`],
    ['thing1', '🎁'.repeat(21), `${'🎁'.repeat(19)}…`],
    ['thing1', '两行\n文字', '两行 文字'],
    ['thing1', '', '—'],
    ['time3', '2026年11月21日 14:00', '2026年11月21日 14:00'],
    ['date3', '2026年11月21日 14:00', '2026年11月21日'],
    ['amount4', '¥12.50', '¥12.50'],
    ['amount4', '¥123456789012', '¥9999999999'],
  ])('%s ← %j', (field, value, fitted) => {
    expect(fitField(field, value)).toBe(fitted);
  });

  it.each(fieldKinds)('%s: whatever the value, the sandbox and an independent table accept it', (kind) => {
    fc.assert(
      fc.property(inputs[kind] ?? fc.constant(''), (value) => {
        const fitted = fitField(`${kind}1`, value);
        const sandbox = kindOfKey(`${kind}1`);
        expect([fitted, sandbox && acceptsValue(sandbox, fitted)]).toEqual([fitted, true]);
        const pattern = independent[kind];
        expect(pattern?.test(fitted) ? '' : fitted).toBe('');
      }),
      { seed: 7, numRuns: 400 },
    );
  });

  it('each field shows the value its mapping names', () => {
    const data = templateData({ thing1: 'title', time2: 'expiresAt' }, { title: '券', expiresAt: '14:00' });
    expect(data).toEqual({ thing1: { value: '券' }, time2: { value: '14:00' } });
  });
});

describe('a mapping is checked before anything is sent with it', () => {
  const values = { title: 'text', amount: 'money', expiresAt: 'time' } as const;
  it.each([
    [{ thing1: 'title', amount2: 'amount', time3: 'expiresAt' }, []],
    [{}, ['no_fields']],
    [{ text1: 'title' }, ['unknown_field']],
    [{ thing1: 'price' }, ['unknown_value']],
    [{ thing1: 'toString' }, ['unknown_value']],
    [{ toString1: 'title' }, ['unknown_field']],
    [{ time3: 'amount', number4: 'amount' }, ['does_not_fit', 'does_not_fit']],
  ])('%j', (fields, problems) => {
    expect(templateProblems(values, fields).map(({ problem }) => problem)).toEqual(problems);
  });
});
