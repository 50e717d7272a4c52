import { demoPeople } from '../../../seed/demo-people';
import { chapterOf, chapters } from './chapters';
import { stepAfter, type Sight } from './progress';

const steps = [
  { who: 'a', text: 'first', page: 'one' },
  { who: 'a', text: 'then', page: 'two' },
  { who: 'b', text: 'the other', page: 'three' },
  { who: null, text: 'the clock', message: 'a' },
];
const sight = (pages: Record<string, string> = {}, reminded: string[] = []): Sight => ({
  pages: new Map(Object.entries(pages)),
  reminded: new Set(reminded),
});

describe('how far a chapter is', () => {
  it.each([
    ['nothing seen', 0, sight(), 0],
    ['the first page', 0, sight({ a: 'one' }), 1],
    ['another page of the same phone', 0, sight({ a: 'elsewhere' }), 0],
    ['the same phone went on faster', 0, sight({ a: 'two' }), 2],
    ['a page of an earlier step does not lead back', 1, sight({ a: 'one' }), 1],
    ['somebody else stands on a later page', 0, sight({ b: 'three' }), 0],
    ['their turn', 2, sight({ b: 'three' }), 3],
    ['a reminder', 3, sight({}, ['a']), 4],
    ['somebody else’s reminder', 3, sight({}, ['b']), 3],
    ['at the end', 4, sight({ a: 'one' }), 4],
  ])('%s', (_name, at, seen, next) => expect(stepAfter(steps, at, seen)).toBe(next));
});

describe('the chapters', () => {
  it('are six, with people of the demo, at most four phones, and every step on a phone that lies there', () => {
    expect(chapters).toHaveLength(6);
    const people = new Set(demoPeople.map(({ id }) => id));
    for (const { cast, steps: own, before } of chapters) {
      expect(cast.length).toBeLessThanOrEqual(4);
      for (const id of [...cast, ...before.joined]) expect(people).toContain(id);
      for (const { who, page, message } of own) {
        if (who !== null) expect(cast).toContain(who);
        expect(page ?? message).toBeDefined();
      }
    }
  });

  it.each([
    ['', null],
    ['?chapter=0', null],
    ['?chapter=1.5', null],
    ['?chapter=7', null],
    ['?chapter=6', 6],
  ])('the address %s names %s', (search, number) => expect(chapterOf(search)?.number ?? null).toBe(number));
});
