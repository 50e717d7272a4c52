import { instant } from '../../../../contracts/primitives/time';
import { suggestColumns } from './columns';
import { readLine } from './read-line';

const now = instant(Date.parse('2026-11-21T12:00:00+08:00'));
const FIELDS = ['phone', 'name', 'oldCard', 'joinedOn', 'gender', 'birthday', 'tags', 'optedOut'] as const;
const read = (cells: Partial<Record<(typeof FIELDS)[number], string>>) =>
  readLine({ line: 2, cells: FIELDS.map((field) => cells[field] ?? '') }, FIELDS, now);
const PHONE = '13800138000';

describe('a line', () => {
  it('says what it says, and of what it does not say nothing', () => {
    expect(read({ phone: PHONE })).toEqual({
      line: 2,
      phone: `+86${PHONE}`,
      name: null,
      oldCard: null,
      joinedAt: null,
      gender: null,
      birthday: null,
      tags: [],
      optedOut: false,
      faults: [],
    });
  });

  it.each([
    ['oldCard', '000123', '000123'],
    ['oldCard', ' ab-01 ', 'AB01'],
    ['birthday', '1990/1/2', '1990-01-02'],
    ['birthday', '1990年1月2日', '1990-01-02'],
    ['birthday', '19900102', '1990-01-02'],
    ['birthday', '1990-01-02 00:00:00', '1990-01-02'],
    ['birthday', '2024-02-29', '2024-02-29'],
    ['joinedAt', '2019.5.1', Date.parse('2019-05-01T00:00:00+08:00')],
    ['joinedAt', '2026-11-21', Date.parse('2026-11-21T00:00:00+08:00')],
    ['gender', '女士', 'female'],
    ['gender', '保密', null],
    ['name', '长'.repeat(20), '长'.repeat(20)],
    ['tags', '老客，团购、老客', ['老客', '团购']],
    ['tags', '老客、\u200b老客\ufeff', ['老客']],
    ['name', '林\u200b小\u00ad姐', '林小姐'],
    ['name', '\u200b', null],
    ['name', '👩\u200d👧一家', '👩\u200d👧一家'],
    ['optedOut', '是', true],
    ['optedOut', '否', false],
  ] as const)('its %s may be %j', (field, text, expected) => {
    const line = read({ phone: PHONE, [field === 'joinedAt' ? 'joinedOn' : field]: text });
    expect(line.faults).toEqual([]);
    expect(line[field]).toEqual(expected);
  });

  it.each([
    ['phone', '1.38E+10', '手机号被表格变成了科学记数'],
    ['phone', '1380013800', '不是 11 位的手机号'],
    ['oldCard', '1.2E+15', '卡号被表格变成了科学记数'],
    ['oldCard', '6.22202123456789e+15', '卡号被表格变成了科学记数'],
    ['oldCard', 'A', '卡号只能是'],
    ['birthday', '2023-02-29', '生日不是日期'],
    ['birthday', '1899-12-31', '生日不是日期'],
    ['birthday', '2026-11-22', '生日在今天以后'],
    ['joinedOn', '5/1/23', '入会日期不是日期'],
    ['joinedOn', '1969-12-31', '入会日期早于 1970 年'],
    ['gender', 'x', '性别只能是'],
    ['name', '长'.repeat(21), '名字超过 20 个字'],
    ['name', '林\u202e', '控制字符'],
    ['name', '\u3164', '控制字符'],
    ['tags', '老\u202e客', '控制字符'],
    ['tags', '长'.repeat(21), '有标签超过'],
    ['optedOut', '也许', '拒收一列'],
  ] as const)('its %s may not be %j', (field, text, why) => {
    expect(read({ phone: PHONE, [field]: text }).faults).toEqual([expect.stringContaining(why)]);
  });

  it('names somebody', () => {
    expect(read({ name: '林' }).faults).toEqual(['没有手机号，也没有卡号']);
    expect(read({ oldCard: 'A1' }).faults).toEqual([]);
  });
});

it('columns are known by what they are usually called, none twice', () => {
  expect(suggestColumns([' 会员姓名 ', '手机号（必填）', '手机', '卡号:', '备注', 'Birthday'])).toEqual([
    'name',
    'phone',
    null,
    'oldCard',
    null,
    'birthday',
  ]);
});
