import fc from 'fast-check';
import { instant } from '../../../contracts/primitives/time';
import { assertRule } from '../../../tests/stage/property';
import { isTooMuch, marksOf, mergedTags, retagged, type Tagged } from './tag-marks';

const NOBODY: Tagged = { tags: [], tagMarks: [] };
const at = instant(1);
const hand = { how: 'hand', by: 'stf_1', at } as const;
const rule = (tag: string, holds: boolean) =>
  ({ rule: { tag, holds }, how: 'rule', by: 'tag_1', at }) as const;
const after = (changes: readonly Parameters<typeof retagged>[1][], from = NOBODY): Tagged =>
  changes.reduce<Tagged>((tagged, change) => retagged(tagged, change) ?? tagged, from);

describe('tags of somebody', () => {
  it.each<[string, Parameters<typeof retagged>[1][], string[]]>([
    ['given by hand', [{ give: ['a'], ...hand }], ['a']],
    ['by a rule', [rule('a', true)], ['a']],
    ['by a rule that holds no longer', [rule('a', true), rule('a', false)], []],
    [
      'by both, and the rule holds no longer',
      [rule('a', true), { give: ['a'], ...hand }, rule('a', false)],
      ['a'],
    ],
    ['kept off, then the rule holds', [{ keepOff: ['a'], ...hand }, rule('a', true)], []],
    [
      'kept off while the rule holds, and holds again',
      [rule('a', true), { keepOff: ['a'], ...hand }, rule('a', false), rule('a', true)],
      [],
    ],
    [
      'left to the rule again',
      [rule('a', true), { keepOff: ['a'], ...hand }, { release: ['a'], ...hand }],
      ['a'],
    ],
    [
      'given and taken back',
      [
        { give: ['a'], ...hand },
        { release: ['a'], ...hand },
      ],
      [],
    ],
  ])('%s', (_what, changes, tags) => {
    expect(after(changes).tags).toEqual(tags);
  });

  it('one of before marks were kept was given by somebody', () => {
    const old = { tags: ['a'], tagMarks: [] };
    expect(after([rule('a', true), rule('a', false)], old).tags).toEqual(['a']);
    expect(after([{ release: ['a'], ...hand }], old)).toEqual(NOBODY);
  });

  it('says who and when, and a rule does not overwrite that', () => {
    const tagged = after([{ give: ['a'], ...hand }, rule('a', true)]);
    expect(marksOf(tagged)).toEqual([
      { tag: 'a', own: 'given', how: 'hand', by: 'stf_1', at: 1, ruled: true },
    ]);
    expect(retagged(tagged, { give: ['a'], ...hand })).toBeNull();
  });

  it('of a merge: given to either is theirs, kept from either stays so', () => {
    const one = after([{ give: ['a'], ...hand }, rule('b', true), rule('c', true)]);
    const other = after([{ keepOff: ['a', 'b'], ...hand }, rule('d', true), { give: ['e'], ...hand }]);
    expect(mergedTags(one, other).tags).toEqual(['a', 'c', 'e']);
  });

  it('has room for fifty by hand, whatever rules add', () => {
    const some = (n: number) => Array.from({ length: n }, (_, at) => `t${at}`);
    expect(isTooMuch(after([{ give: some(50), ...hand }, rule('x', true)]))).toBe(false);
    expect(isTooMuch(after([{ give: some(51), ...hand }]))).toBe(true);
  });

  it('whatever happens, what somebody decided last stands, and else the rule', () => {
    const name = fc.constantFrom('a', 'b');
    const step = fc.oneof(
      fc.record({ does: fc.constantFrom('give', 'release', 'keepOff'), tag: name }),
      fc.record({ does: fc.constantFrom('holds', 'not'), tag: name }),
    );
    assertRule(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const tagged = after(
          steps.map(({ does, tag }) =>
            does === 'holds' || does === 'not' ? rule(tag, does === 'holds') : { [does]: [tag], ...hand },
          ),
        );
        for (const tag of ['a', 'b']) {
          const of = (...wanted: string[]) =>
            steps.filter((one) => one.tag === tag && wanted.includes(one.does)).at(-1)?.does;
          const own = of('give', 'release', 'keepOff');
          const due = own === 'give' || (own !== 'keepOff' && of('holds', 'not') === 'holds');
          expect(tagged.tags.includes(tag)).toBe(due);
        }
      }),
      { keptSeeds: [1, 2] },
    );
  });
});
