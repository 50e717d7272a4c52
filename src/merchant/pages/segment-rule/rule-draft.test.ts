import { segmentRule, type SegmentRule } from '@contracts/audience/segment-rule';
import { kindChoices, kindOf, type PickList } from '@contracts/primitives/audience/condition-kinds';
import { newRow, type RowDraft } from '@contracts/primitives/audience/condition-rows';
import { checkRule, draftOf } from './rule-draft';

const row = (some: Partial<RowDraft>): RowDraft => ({ ...newRow(), ...some });
const problems = (rows: RowDraft[], name = '大户') => {
  const checked = checkRule({ name, join: 'all', rows });
  return checked.ok ? [] : checked.problems.map(({ field }) => field);
};

describe('a rule as it is typed on the phone', () => {
  it.each<[string, RowDraft, string[]]>([
    ['no end', row({ kind: 'orders' }), ['min-0']],
    ['ends the wrong way round', row({ kind: 'orders', min: '5', max: '3' }), ['min-0']],
    ['words for a number', row({ kind: 'amount', min: '很多' }), ['min-0']],
    ['as many yuan as a rule may say', row({ kind: 'amount', min: '10000000' }), []],
    ['more yuan than that', row({ kind: 'amount', min: '10000000.01' }), ['min-0']],
    ['401 days', row({ kind: 'orders', days: '401', min: '1' }), ['days-0']],
    ['no days', row({ kind: 'couponsExpiring' }), ['days-0']],
    ['more than all orders', row({ kind: 'couponShare', max: '101' }), ['min-0']],
    ['more days than a rule may say', row({ kind: 'order', min: '10001' }), ['min-0']],
    ['nothing but commas', row({ kind: 'tag', text: '，,' }), ['text-0']],
    ['a tag of 21 letters', row({ kind: 'tag', text: '长'.repeat(21) }), ['text-0']],
    ['no tag', row({ kind: 'tag', text: ' ' }), ['text-0']],
    ['no segment', row({ kind: 'segment' }), ['text-0']],
    ['no tier', row({ kind: 'tier' }), ['pick-0']],
    ['no store', row({ kind: 'storeAny' }), ['pick-0']],
    ['no city', row({ kind: 'city' }), ['pick-0']],
    ['no category', row({ kind: 'categoryOrders', min: '1' }), ['pick-0']],
    ['goods without a category', row({ kind: 'categoryOrders', picked: [''], min: '1' }), []],
    ['any leader', row({ kind: 'leader' }), []],
    ['one end', row({ kind: 'orders', min: '1' }), []],
    ['nothing to say', row({ kind: 'birthday' }), []],
  ])('%s', (_what, typed, fields) => {
    expect(problems([typed])).toEqual(fields);
  });

  it('has a name, and says of which condition something is wrong', () => {
    expect(problems([row({ min: '1' }), row({ kind: 'points' })], ' ')).toEqual(['name', 'min-1']);
  });

  it('yuan are fen', () => {
    const checked = checkRule({
      name: '大户',
      join: 'any',
      rows: [row({ kind: 'amount', days: '30', min: '99.5', not: true })],
    });
    expect(checked).toEqual({
      ok: true,
      value: { name: '大户', rule: { any: [{ not: { if: 'amount', days: 30, min: 9950, max: null } }] } },
    });
  });

  it('every kind there is makes a rule the server takes, and is shown again as it was typed', () => {
    const some: Record<PickList, string[]> = {
      tiers: ['0', '3'],
      stores: ['sto_main'],
      cities: ['杭州'],
      leaders: ['ldr_wang'],
      sources: ['scan', 'invite'],
      months: ['2', '12'],
      categories: ['水果'],
    };
    const rows = kindChoices.map(({ id }) => {
      const { range, window, days, picks } = kindOf(id);
      return row({
        kind: id,
        ...(range && { min: '3', max: '12' }),
        ...((window === true || days === true) && { days: '30' }),
        ...(picks && { picked: some[picks.of] }),
        ...(id === 'tag' && { text: '辣 素' }),
        ...(id === 'segment' && { text: 'seg_loyal' }),
      });
    });
    for (let at = 0; at < rows.length; at += 8) {
      const part = rows.slice(at, at + 8);
      const draft = { name: '各种', join: 'any' as const, rows: part };
      const checked = checkRule(draft);
      if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
      expect(segmentRule().safeParse(checked.value.rule).success).toBe(true);
      expect(draftOf('各种', checked.value.rule)).toEqual(draft);
    }
  });

  it.each<[string, SegmentRule]>([
    ['nested', { all: [{ any: [{ if: 'birthday', months: [] }] }] }],
    ['of a condition the phone has no row for', { if: 'bucket', from: 0, until: 10 }],
    ['of who is silent', { if: 'silent', days: 45, gaps: 2 }],
  ])('%s: it is not shown as something else', (_what, rule) => {
    expect(draftOf('别的', rule)).toBeNull();
  });
});
