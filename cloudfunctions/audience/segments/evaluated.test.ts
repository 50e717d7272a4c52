import type { MemberFeatures } from '../../../contracts/audience/features';
import type { Segment } from '../../../contracts/audience/segment-values';
import type { SegmentRule } from '../../../contracts/audience/segment-rule';
import { addMs, DAY_MS, instant, chinaDayNumber, startOfChinaDay } from '../../../contracts/primitives/time';
import { NOBODY } from '../rules/nobody';
import { definitionsOf } from './definitions';
import { evaluated, MOST_CROSSINGS } from './evaluated';

const now = instant(Date.parse('2026-11-15T12:00:00+08:00'));
const midnight = (days: number) => startOfChinaDay(chinaDayNumber(now) + days);
const segment = (id: string, rule: SegmentRule, version = 1): Segment => ({
  _id: id,
  name: id,
  builtIn: false,
  current: { version, rule },
  next: null,
});
const newcomer: SegmentRule = { if: 'since', what: 'joined', min: null, max: 7 };
const tea: SegmentRule = { if: 'tag', anyOf: ['茶'] };
const definitions = definitionsOf([segment('seg_new', newcomer), segment('seg_tea', tea)]);
const somebody = (of: Partial<MemberFeatures>) => ({
  bucket: 0,
  of: { ...NOBODY.of, joinedAt: addMs(now, -2 * DAY_MS), ...of },
});
const nowhere = { segments: [], nextEvalAt: null };

describe('where somebody belongs', () => {
  it('of whom nothing was known, everything is asked', () => {
    expect(evaluated(nowhere, somebody({ tags: ['茶'] }), definitions, 'everything', now)).toEqual({
      segments: ['seg_new@1', 'seg_tea@1'],
      nextEvalAt: midnight(6),
      crossings: [
        { key: 'seg_new@1', entered: true },
        { key: 'seg_tea@1', entered: true },
      ],
    });
  });

  const stood = { segments: ['seg_new@1'], nextEvalAt: midnight(6) };
  it('a change asks only the rules that read it, and the moment of the others stays', () => {
    // Asked of everything, they would leave: they joined long ago.
    const old = somebody({ tags: ['茶'], joinedAt: addMs(now, -99 * DAY_MS) });
    expect(evaluated(stood, old, definitions, ['tags'], now)).toEqual({
      segments: ['seg_new@1', 'seg_tea@1'],
      nextEvalAt: midnight(6),
      crossings: [{ key: 'seg_tea@1', entered: true }],
    });
    expect(evaluated(stood, old, definitions, ['points'], now)).toMatchObject({ crossings: [] });
  });

  it.each([
    [addMs(now, 1), []],
    [now, [{ key: 'seg_new@1', entered: false }]],
    [addMs(now, -1), [{ key: 'seg_new@1', entered: false }]],
  ])('a moment that has come at %d has everything asked', (nextEvalAt, crossings) => {
    const old = somebody({ joinedAt: addMs(now, -99 * DAY_MS) });
    const before = { segments: ['seg_new@1'], nextEvalAt };
    expect(evaluated(before, old, definitions, ['points'], now)).toMatchObject({ crossings });
  });

  it('one version alone can be asked, and an earlier moment of it counts', () => {
    const before = { segments: [], nextEvalAt: midnight(30) };
    expect(
      evaluated(before, somebody({ tags: ['茶'] }), definitions, { only: 'seg_new@1' }, now),
    ).toMatchObject({
      segments: ['seg_new@1'],
      nextEvalAt: midnight(6),
    });
  });

  it('nobody belongs nowhere, for ever; what is over is left without a word', () => {
    const before = { segments: ['seg_gone@3', 'seg_new@1'], nextEvalAt: midnight(6) };
    expect(evaluated(before, { bucket: 0, of: null }, definitions, 'everything', now)).toEqual({
      segments: [],
      nextEvalAt: null,
      crossings: [{ key: 'seg_new@1', entered: false }],
    });
  });

  it('more than a transaction has room for follow at once', () => {
    const many = definitionsOf(
      Array.from({ length: MOST_CROSSINGS + 5 }, (_, at) => segment(`seg_${100 + at}`, newcomer)),
    );
    const first = evaluated(nowhere, somebody({}), many, 'everything', now);
    expect([first.crossings.length, first.nextEvalAt]).toEqual([MOST_CROSSINGS, now]);
    const second = evaluated(first, somebody({}), many, ['points'], now);
    expect([second.crossings.length, second.nextEvalAt]).toEqual([5, midnight(6)]);
    expect(second.segments).toHaveLength(MOST_CROSSINGS + 5);
  });
});
