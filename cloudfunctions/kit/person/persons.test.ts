import { isMemberId, type MemberId } from '../../../contracts/primitives/ids';
import { comparePersons, type Traces } from './persons';

function memberId(n: number): MemberId {
  const id = `mem_01ARZ3NDEKTSV4RRFFQ69G5FA${n}`;
  if (!isMemberId(id)) throw new Error(id);
  return id;
}
const traces = (known: Partial<Traces>): Traces => ({
  memberIds: [],
  keys: [],
  numbers: [],
  apartFrom: [],
  ...known,
});
const together = (ones: Traces, others: Traces) =>
  comparePersons(
    new Map([
      ['a', ones],
      ['b', others],
    ]),
  ).areSame('a', 'b');

it.each<[string, Partial<Traces>, Partial<Traces>, boolean]>([
  ['one unionid', { keys: ['openid:x:1', 'unionid:u'] }, { keys: ['openid:x:2', 'unionid:u'] }, true],
  ['one member after merges', { memberIds: [memberId(1), memberId(2)] }, { memberIds: [memberId(2)] }, true],
  ['a number both verified', { numbers: ['n'] }, { numbers: ['m', 'n'] }, true],
  [
    'a number, decided to be two',
    { memberIds: [memberId(1)], numbers: ['n'], apartFrom: [memberId(2)] },
    { memberIds: [memberId(2)], numbers: ['n'] },
    false,
  ],
  [
    'decided to be two, the other way round',
    { memberIds: [memberId(2)], numbers: ['n'] },
    { memberIds: [memberId(1)], numbers: ['n'], apartFrom: [memberId(2)] },
    false,
  ],
  ['nothing in common', { keys: ['openid:x:1'] }, { keys: ['openid:x:2'] }, false],
])('%s: %#', (_what, one, other, same) => {
  expect(together(traces(one), traces(other))).toBe(same);
});

it('who meets two that do not meet makes one person of all, in whatever order they come', () => {
  const known = [
    ['c', traces({ numbers: ['n'] })],
    ['a', traces({ keys: ['unionid:u'] })],
    ['z', traces({ keys: ['openid:x:9'] })],
    ['b', traces({ keys: ['unionid:u'], numbers: ['n'] })],
  ] as const;
  for (const order of [known, [...known].reverse()]) {
    const persons = comparePersons(new Map(order));
    expect(persons.namesOf('c')).toEqual(['a', 'b', 'c']);
    expect(persons.namesOf('z')).toEqual(['z']);
    expect(persons.namesOf('nobody')).toEqual(['nobody']);
    expect(persons.areSame('nobody', 'a')).toBe(false);
  }
});
