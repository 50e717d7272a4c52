import { looksLike } from './kept-draft';

const first = { name: '', storeIds: [], planId: null, items: [{ name: '', count: '1' }], on: true };

describe('a draft kept on the phone', () => {
  it.each<[string, unknown, boolean]>([
    ['as it was', first, true],
    [
      'filled in',
      { name: '券', storeIds: ['s'], planId: 'p', items: [{ name: 'a', count: '2' }], on: false },
      true,
    ],
    ['with a field too few', { name: '' }, false],
    ['with a field of an older version', { ...first, old: '' }, false],
    ['of another kind', { ...first, on: 'yes' }, false],
    ['with an item of another shape', { ...first, items: [{ name: 'a' }] }, false],
    ['not a draft', 'text', false],
    ['nothing', null, false],
  ])('%s', (_what, found, expected) => {
    expect(looksLike(first, found)).toBe(expected);
  });
});
