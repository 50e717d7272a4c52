import fc from 'fast-check';
import { acceptsValue, kindOfKey } from '../../../local/wechat/message/template-field';
import { fen, yuanText } from '../../../contracts/primitives/fen';
import { instant, wechatTimeText } from '../../../contracts/primitives/time';
import { fieldKinds, fitField, templateData, templateProblems, valueKinds } from './template-field';
import { assertRule } from '../../../tests/stage/property';

/** WeChat's limits once more, written from platform-facts and independent of both our table and the sandbox's. */
const independent: Readonly<Record<string, RegExp>> = {
  thing: /^\P{Cc}{1,20}$/u,
  character_string: /^[\x21-\x7e]{1,32}$/u,
  number: /^(?=(\.?\d){1,32}$)\d+(\.\d+)?$/u,
  amount: /^¥(?=[\d.]{1,11}$)\d+(\.\d+)?$/u,
  time: /^\d{4}年\d{1,2}月\d{1,2}日 \d{2}:\d{2}$/u,
  date: /^\d{4}年\d{1,2}月\d{1,2}日$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
  name: /^(\p{Script=Han}{1,10}|[A-Za-z\p{P} ]{1,20})$/u,
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
  number: fc.oneof(number, money),
  phrase: text,
  name: text,
  amount: fc.oneof(money, number),
  time: moment,
  date: moment,
};

describe('values are cut to what WeChat takes', () => {
  it.each([
    ['thing1', '满'.repeat(20), '满'.repeat(20)],
    ['thing1', '满'.repeat(21), `${'满'.repeat(19)}…`],
    ['thing1', '🎁'.repeat(10), '🎁'.repeat(10)],
    ['thing1', '🎁'.repeat(11), `${'🎁'.repeat(9)}…`],
    ['thing1', `${'满'.repeat(18)}👨‍👩‍👧好`, `${'满'.repeat(18)}…`],
    ['thing1', `${'满'.repeat(11)}👨‍👩‍👧好`, `${'满'.repeat(11)}👨‍👩‍👧好`],
    ['thing1', `${'满'.repeat(18)}🇨🇳🇨🇳`, `${'满'.repeat(18)}…`],
    ['thing1', '两行\n文字', '两行 文字'],
    ['phrase1', '已通过', '已通过'],
    ['phrase1', '没有通过这次申请', '没有通过这'],
    ['name1', '陈姐 2 号', '陈姐号'],
    ['name1', 'Chen_2', 'Chen_'],
    ['number1', '¥12.50', '12.50'],
    ['number1', '1.2.3', '1.2'],
    ['thing1', '', '—'],
    ['time3', '2026年11月21日 14:00', '2026年11月21日 14:00'],
    ['date3', '2026年11月21日 14:00', '2026年11月21日'],
    ['amount4', '¥12.50', '¥12.50'],
    ['amount4', '¥123456789012', '¥9999999999'],
  ])('%s ← %j', (field, value, fitted) => {
    expect(fitField(field, value)).toBe(fitted);
  });

  it.each(valueKinds)('%s: whatever the value, the sandbox and an independent table accept it', (kind) => {
    assertRule(
      fc.property(inputs[kind] ?? fc.constant(''), (value) => {
        const fitted = fitField(`${kind}1`, value);
        const sandbox = kindOfKey(`${kind}1`);
        expect([fitted, sandbox && acceptsValue(sandbox, fitted)]).toEqual([fitted, true]);
        const pattern = independent[kind];
        expect(pattern?.test(fitted) ? '' : fitted).toBe('');
      }),
      { keptSeeds: [7], numRuns: 400 },
    );
  });

  it('each field shows the value its mapping names', () => {
    const data = templateData({ thing1: 'title', time2: 'expiresAt' }, { title: '券', expiresAt: '14:00' });
    expect(data).toEqual({ thing1: { value: '券' }, time2: { value: '14:00' } });
  });
});

it('a fixed text is sent as it was written, and the sandbox takes it', () => {
  const fixed = {
    thing1: '=到店领取',
    phrase2: '=已到账',
    phone_number3: '=400-800-1234',
    letter4: '=VIP',
    car_number5: '=粤A12345',
    symbol6: '=★',
    const7: '=普通会员',
  };
  for (const [field, { value }] of Object.entries(templateData(fixed, {}))) {
    const kind = kindOfKey(field);
    expect([field, kind && acceptsValue(kind, value)]).toEqual([field, true]);
  }
  expect(fieldKinds.every((kind) => kindOfKey(`${kind}1`) !== undefined)).toBe(true);
});

it('whatever fixed text a mapping may have, the sandbox takes it', () => {
  const unit = fc.constantFrom(
    '粤',
    '挂',
    'A',
    'z',
    '1',
    '9',
    '.',
    ':',
    '年',
    '月',
    '日',
    '2',
    '¥',
    '元',
    ' ',
    '-',
    '★',
    '😀',
    '好',
  );
  const edges = fieldKinds.flatMap((kind) =>
    ['A', '粤A1234567挂', '9'.repeat(33), '2026年13月40日', '😀'.repeat(11), '1.'].map(
      (value) => [kind, value] as const,
    ),
  );
  const check = (kind: string, value: string): void => {
    if (templateProblems({}, { [`${kind}1`]: `=${value}` }).length > 0) return;
    const sandbox = kindOfKey(`${kind}1`);
    expect([kind, value, sandbox && acceptsValue(sandbox, value)]).toEqual([kind, value, true]);
  };
  for (const [kind, value] of edges) check(kind, value);
  assertRule(fc.property(fc.constantFrom(...fieldKinds), fc.string({ unit, maxLength: 36 }), check), {
    keptSeeds: [7],
    numRuns: 2000,
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
    [{ time3: 'amount', number4: 'amount', number5: 'expiresAt' }, ['does_not_fit', 'does_not_fit']],
    [{ letter1: 'title', const2: 'title' }, ['does_not_fit', 'does_not_fit']],
    [{ thing1: '=到店领取', phrase2: '=已到账', phone_number3: '=400-800-1234', letter4: '=VIP' }, []],
    [{ const1: '=普通会员', car_number2: '=粤A12345', symbol3: '=★', number4: '=1.5', name5: '=陈姐' }, []],
    [
      { phrase1: '=已经到账了呀', letter2: '=会员', thing3: '=' },
      ['does_not_fit', 'does_not_fit', 'does_not_fit'],
    ],
  ])('%j', (fields, problems) => {
    expect(templateProblems(values, fields).map(({ problem }) => problem)).toEqual(problems);
  });
});
