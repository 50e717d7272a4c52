import { createInstanceMemory } from './instance-memory';

/** A module, as the host runs it with constructors of its own. */
function load() {
  const memory = createInstanceMemory();
  const known = new memory.Map([['made while loading', 1]]);
  const seen = new memory.Set(['a']);
  memory.loaded();
  return { memory, known, seen };
}

it('an instance that starts over holds what it held when it was loaded', () => {
  const { memory, known, seen } = load();
  known.set('token', 2).set('made while loading', 3);
  seen.add('b').delete('a');
  memory.startOver();
  expect([[...known], [...seen]]).toEqual([[['made while loading', 1]], ['a']]);
});

it('again and again, also when something was only exchanged', () => {
  const { memory, known, seen } = load();
  for (const value of [5, 6]) {
    known.delete('made while loading');
    known.set('other', value);
    seen.delete('a');
    seen.add('b');
    memory.startOver();
    expect([[...known], [...seen]]).toEqual([[['made while loading', 1]], ['a']]);
  }
});

it('what a call makes is the call’s', () => {
  const { memory } = load();
  const own = new memory.Map<string, number>();
  own.set('a', 1);
  memory.startOver();
  expect(own.size).toBe(1);
});

it('its maps are maps to everybody, subclasses too', () => {
  const { memory, known, seen } = load();
  class Own extends memory.Map<string, string> {}
  expect([known instanceof Map, known instanceof memory.Map, seen instanceof Set]).toEqual([
    true,
    true,
    true,
  ]);
  expect(new Own([['a', 'b']]).get('a')).toBe('b');
});
