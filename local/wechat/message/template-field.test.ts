import { acceptsValue, fieldKinds, kindOfKey, type FieldKind } from './template-field';

const many = (text: string, count: number) => text.repeat(count);

/** Per kind: values that pass, the longest included, and values that do not, one too long included. */
const table: [FieldKind, string[], string[]][] = [
  [
    'thing',
    [many('券', 20), many('😀', 10), '满 30 减 5', 'a'],
    [many('券', 21), many('😀', 11), '', '  ', '两\n行'],
  ],
  ['number', [many('9', 32), '3.14', '0'], [many('9', 33), '-1', '1.', '.5', '3,000', '二']],
  ['letter', [many('a', 32), 'Z'], [many('a', 33), 'a1', '券']],
  ['symbol', ['!@#$%', '￥'], ['!@#$%^', 'a', '1', '券']],
  ['character_string', [many('A', 32), 'No.12-34/a b'], [many('A', 33), '券1']],
  [
    'time',
    [
      '15:01',
      '0:00',
      '23:59:59',
      '2019年10月1日 15:01',
      '15:01~16:00',
      '2019年10月1日 15:01~2019年10月2日 15:01',
    ],
    [
      '24:00',
      '15:60',
      '2019年10月1日',
      '2019-10-01 15:01',
      '2019年13月1日 15:01',
      '15:01～16:00',
      '1:00~2:00~3:00',
    ],
  ],
  [
    'date',
    ['2019年10月1日', '2020年2月29日', '2019年10月1日 15:01', '2019年10月1日~2019年10月7日'],
    ['2019年2月29日', '2019/10/1', '15:01', '2019年10月'],
  ],
  [
    'amount',
    ['¥100', '100元', '￥12.50元', '$1234567890', '1234567.89'],
    ['12345678901', '¥', '¥¥1', '1.2.3', '十元', '-5'],
  ],
  ['phone_number', ['+86-0766-66888866', '13800138000', many('1', 17)], [many('1', 18), '电话1']],
  ['car_number', ['粤A8Z888挂', '粤A8Z888', many('A', 8)], [many('A', 9), '粤A粤888', 'A-1']],
  [
    'name',
    [many('林', 10), many('a', 20), 'Lin Xiao', '林a'],
    [many('林', 11), many('a', 21), '林小小小小小小小小小a', '12'],
  ],
  ['phrase', [many('好', 5), '即将到期'], [many('好', 6), '到期a', '到期!']],
  ['const', ['普通会员', many('好', 20)], [many('好', 21), '', '两\n行']],
];

test('the table covers every kind', () => {
  expect(table.map(([kind]) => kind).sort()).toEqual([...fieldKinds].sort());
});

describe.each(table)('%s', (kind, good, bad) => {
  test.each(good)('accepts %j', (value) => expect(acceptsValue(kind, value)).toBe(true));
  test.each(bad)('refuses %j', (value) => expect(acceptsValue(kind, value)).toBe(false));
});

test.each([
  ['thing1', 'thing'],
  ['character_string12', 'character_string'],
  ['phone_number3', 'phone_number'],
  ['thing', undefined],
  ['thing1.DATA', undefined],
  ['toString1', undefined],
  ['poem1', undefined],
])('the key %s is a %s', (key, kind) => expect(kindOfKey(key)).toBe(kind));
