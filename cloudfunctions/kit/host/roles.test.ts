import { mayActAs, type Role } from './roles';

describe('who may act as whom', () => {
  it.each<[Role, Role[]]>([
    ['owner', ['owner', 'operator', 'clerk', 'adviser']],
    ['operator', ['operator', 'clerk', 'adviser']],
    ['clerk', ['clerk', 'adviser']],
    ['adviser', ['adviser']],
    ['leader', ['leader']],
  ])('%s', (held, may) => {
    const all: Role[] = ['owner', 'operator', 'clerk', 'adviser', 'leader'];
    expect(all.filter((required) => mayActAs([held], required))).toEqual(may);
  });
  it('several roles add up, none is none', () => {
    expect(mayActAs(['leader', 'clerk'], 'clerk')).toBe(true);
    expect(mayActAs([], 'clerk')).toBe(false);
  });
});
