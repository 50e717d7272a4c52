import { demoPeople } from '../../../seed/demo-people';
import { castAfter, castOf } from './cast';

const idsOf = (search: string, usual?: string[]) =>
  castOf([...demoPeople], search, usual).map(({ id }) => id);

describe('whose phones lie on the table', () => {
  it.each([
    ['', ['shopper-lin', 'shopper-wang', 'leader-chen', 'clerk-zhou']],
    ['?people=owner-li,shopper-lin', ['shopper-lin', 'owner-li']],
    ['?people=nobody', ['shopper-lin', 'shopper-wang', 'leader-chen', 'clerk-zhou']],
    [
      `?people=${demoPeople.map(({ id }) => id).join(',')}`,
      ['shopper-lin', 'shopper-wang', 'leader-chen', 'clerk-zhou'],
    ],
  ])('the address %s', (search, ids) => expect(idsOf(search)).toEqual(ids));

  it('a chapter brings its own people, and the address is stronger', () => {
    expect(idsOf('?chapter=6', ['operator-he'])).toEqual(['operator-he']);
    expect(idsOf('?chapter=6&people=owner-li', ['operator-he'])).toEqual(['owner-li']);
  });

  it.each([
    [['a', 'b'], 'c', ['a', 'b', 'c']],
    [['a', 'b'], 'b', ['a']],
    [['a'], 'a', ['a']],
    [['a', 'b', 'c', 'd'], 'e', ['a', 'b', 'c', 'd']],
  ])('%j and %s', (cast, turned, after) => expect(castAfter(cast, turned)).toEqual(after));
});
