import fc from 'fast-check';
import { wheelRuleDraft, type WheelPrize, type WheelRuleDraft } from '../../../contracts/play/wheel-rule';
import { WHOLE } from '../../../contracts/primitives/play/odds';
import { isMemberId } from '../../../contracts/primitives/ids';
import { DAY_MS, instant } from '../../../contracts/primitives/time';
import { assertRule } from '../../../tests/stage/property';
import { bothPlayers, newPlayer, withoutPlayer, type Player } from './player';
import {
  chanceRefusal,
  drawRefusal,
  isOpen,
  leftOf,
  resultOf,
  sliceAt,
  turnsLeft,
  turnsNow,
  withChance,
  withDraw,
  withGiven,
  type Given,
} from './wheel';
import { wheelLines } from './wheel-text';

const prize = (id: string, weight: number, stock: number | null = null): WheelPrize => ({
  id,
  name: `奖品 ${id}`,
  prize: { kind: 'points', points: 5 },
  weight,
  stock,
});
const rule: WheelRuleDraft = {
  isOn: true,
  from: null,
  until: null,
  prizes: [prize('gold', 1_000, 3), prize('none', 0, null), prize('five', 499_000)],
  fallbackId: 'five',
  freePerDay: 1,
  perDay: 3,
  inTotal: 10,
  chance: { points: 20, perDay: 2 },
  contact: '020-5550',
};
const now = instant(Date.UTC(2026, 10, 21, 4));
const id = 'mem_01ARZ3NDEKTSV4RRFFQ69G5FAV';
if (!isMemberId(id)) throw new Error(id);
const player = (more: Partial<Player> = {}): Player => ({ ...newPlayer(id), ...more });
const used = (today: number, total = today, bought = 0): Player['wheel'] => ({
  day: '2026-11-21',
  today,
  bought,
  total,
});

describe('where a roll lands', () => {
  it.each([
    [0, 'gold'],
    [999, 'gold'],
    [1_000, 'five'],
    [499_999, 'five'],
    [500_000, null],
    [999_999, null],
  ])('%i is %s: ranges are half-open, one without weight is never reached', (roll, landed) => {
    expect(sliceAt(rule.prizes, roll)?.id ?? null).toBe(landed);
  });

  it('each prize has exactly the rolls of its odds', () => {
    const prizes = [prize('aaaa', 333_300), prize('bbbb', 333_300), prize('none', 0), prize('cccc', 333_300)];
    const counts = new Map<string | null, number>();
    for (let roll = 0; roll < WHOLE; roll += 1) {
      const landed = sliceAt(prizes, roll)?.id ?? null;
      counts.set(landed, (counts.get(landed) ?? 0) + 1);
    }
    expect(Object.fromEntries(counts)).toEqual({ aaaa: 333_300, bbbb: 333_300, cccc: 333_300, null: 100 });
  });
});

describe('what is won', () => {
  it.each([
    ['while there is one', {}, 'gold'],
    ['the last one', { gold: 2 }, 'gold'],
    ['none is left: what takes its place', { gold: 3 }, 'five'],
    ['more were given than the rule has by now', { gold: 9 }, 'five'],
  ])('%s', (_case, given, won) => {
    expect(resultOf(rule, 0, given).won?.id).toBe(won);
    expect(resultOf({ ...rule, fallbackId: null }, 0, given).won?.id ?? null).toBe(
      won === 'gold' ? won : null,
    );
    expect(resultOf(rule, 0, given).landed?.id).toBe('gold');
  });

  it('whatever is rolled in whatever order, no prize is given more often than there is of it, and none is held back', () => {
    const stock = fc.option(fc.integer({ min: 1, max: 4 }), { nil: null });
    const prizes = fc.array(fc.tuple(fc.integer({ min: 0, max: 250_000 }), stock), {
      minLength: 1,
      maxLength: 4,
    });
    const rolls = fc.array(fc.integer({ min: 0, max: WHOLE - 1 }), { maxLength: 60 });
    const story = fc.property(prizes, rolls, fc.boolean(), (drawn, rolled, falls) => {
      const all = drawn.map(([weight, most], at) => prize(`prize-${at}`, weight, most));
      const fallbackId = falls ? (all.find((one) => one.stock === null)?.id ?? null) : null;
      let given: Given = {};
      const wins = new Map<string, number>();
      for (const roll of rolled) {
        const { landed, won } = resultOf({ prizes: all, fallbackId }, roll, given);
        if (landed && leftOf(landed, given) !== 0) expect(won).toBe(landed);
        else expect(won?.id ?? null).toBe(landed ? fallbackId : null);
        if (won) wins.set(won.id, (wins.get(won.id) ?? 0) + 1);
        given = withGiven(given, won) ?? given;
      }
      for (const one of all) {
        const count = wins.get(one.id) ?? 0;
        if (one.stock === null) expect(given[one.id]).toBeUndefined();
        else expect([count <= one.stock, given[one.id] ?? 0]).toEqual([true, count]);
      }
    });
    assertRule(story, { keptSeeds: [20], numRuns: 300 });
  });
});

describe('who may draw', () => {
  it.each<[string, Partial<WheelRuleDraft>, Partial<Player>, string | null]>([
    ['the first of the day is free', {}, {}, null],
    ['then a chance is needed', {}, { wheel: used(1) }, 'draw_no_chance'],
    ['with one', {}, { wheel: used(1), chances: 1 }, null],
    ['as often as a day has', {}, { wheel: used(3), chances: 9 }, 'draw_limit_today'],
    ['another day', {}, { wheel: { ...used(3)!, day: '2026-11-20' } }, null],
    ['as often as there is at all', {}, { wheel: used(0, 10), chances: 9 }, 'draw_limit_total'],
    ['without an end', { inTotal: null }, { wheel: used(0, 10) }, null],
    ['switched off', { isOn: false }, {}, 'wheel_closed'],
    ['nothing is free', { freePerDay: 0 }, {}, 'draw_no_chance'],
  ])('%s', (_case, change, more, refusal) => {
    expect(drawRefusal({ ...rule, ...change }, player(more), now)).toBe(refusal);
  });

  it('is open from its first instant and before its last', () => {
    const times = { isOn: true, from: now, until: instant(now + DAY_MS) };
    expect([-1, 0, DAY_MS - 1, DAY_MS].map((ms) => isOpen(times, instant(now + ms)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('a free turn costs no chance, the next one does', () => {
    const free = withDraw(rule, player({ chances: 2 }), now);
    expect(free).toMatchObject({ chances: 2, wheel: { today: 1, total: 1 } });
    expect(withDraw(rule, free, now)).toMatchObject({ chances: 1, wheel: { today: 2, total: 2 } });
    expect(turnsLeft(rule, free, now)).toEqual({ free: 0, today: 2, inTotal: 9 });
    expect([turnsNow(rule, free, now), turnsNow(rule, player(), now)]).toEqual([2, 1]);
    expect(turnsNow(rule, player({ chances: 9, wheel: used(0, 9) }), now)).toBe(1);
  });

  it('chances are sold up to the day’s number', () => {
    const one = withChance(player(), now);
    expect(one).toMatchObject({ chances: 1, wheel: { bought: 1, today: 0 } });
    expect(chanceRefusal(rule, one, now)).toBeNull();
    expect(chanceRefusal(rule, withChance(one, now), now)).toBe('chance_limit_today');
    expect(chanceRefusal({ ...rule, chance: null }, one, now)).toBe('wheel_closed');
  });

  it('two who become one have drawn as often as both; apart again each as often as before', () => {
    const [kept, absorbed] = [player({ wheel: used(1, 4, 1) }), player({ wheel: used(2, 5, 1) })];
    const both = bothPlayers(kept, absorbed);
    expect(both.wheel).toEqual(used(3, 9, 2));
    expect(withoutPlayer(both, absorbed).wheel?.total).toBe(4);
    const earlier = player({ wheel: { ...used(2, 5)!, day: '2026-11-20' } });
    expect(bothPlayers(kept, earlier).wheel).toEqual(used(1, 9, 1));
    expect(bothPlayers(player(), earlier).wheel).toEqual(earlier.wheel);
  });
});

describe('a rule of the wheel', () => {
  const parsed = (change: Partial<WheelRuleDraft>) =>
    wheelRuleDraft().safeParse({ ...rule, ...change }).success;

  it.each<[string, Partial<WheelRuleDraft>, boolean]>([
    [
      'three of 33.33 %, the rest nothing',
      { prizes: ['aaaa', 'bbbb', 'five'].map((one) => prize(one, 333_300)) },
      true,
    ],
    ['100 % together', { prizes: [prize('five', WHOLE)] }, true],
    ['100.01 % together', { prizes: [prize('gold', WHOLE - 1), prize('five', 101)] }, false],
    ['one id twice', { prizes: [prize('five', 1), prize('five', 2)] }, false],
    ['what takes the place is no prize', { fallbackId: 'else' }, false],
    ['what takes the place can be gone itself', { fallbackId: 'gold' }, false],
    ['nothing takes the place', { fallbackId: null }, true],
    ['it ends when it begins', { from: now, until: now }, false],
  ])('%s', (_case, change, isRight) => {
    expect(parsed(change)).toBe(isRight);
  });

  it('tells odds, numbers, limits, what follows when one is gone, and who organises it', () => {
    const lines = wheelLines(rule, {}, '团卡邻里').join('\n');
    for (const text of [
      '奖品 gold（5 积分）：概率 0.1%，共 3 份',
      '奖品 none（5 积分）：概率 0%，数量不限',
      '谢谢参与：概率 50%',
      '改为「奖品 five」',
      '每人每天最多抽 3 次，活动期间最多 10 次',
      '每天免费 1 次，其余每次用 1 次抽奖机会，20 积分可换 1 次机会，每天最多换 2 次',
      '主办：团卡邻里，联系：020-5550',
    ])
      expect(lines).toContain(text);
  });
});
