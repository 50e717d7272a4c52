import { answerOf } from './conformance-questions';

const test = (fullName: string, status: string) => ({ fullName, status });

it.each([
  { tests: [test('a', 'passed'), test('b', 'passed')], answer: { as: 'assumed', seen: '2 of 2 hold' } },
  // One that looks into the local gateway is not asked elsewhere.
  { tests: [test('a', 'passed'), test('b', 'pending')], answer: { as: 'assumed', seen: '1 of 1 hold' } },
  {
    tests: [test('a', 'passed'), test('b', 'failed')],
    answer: { as: 'other', seen: '1 of 2 hold; not: b' },
  },
  { tests: [], answer: { as: 'other', seen: '0 of 0 hold' } },
])('$answer.seen', ({ tests, answer }) => {
  expect(answerOf(tests)).toEqual(answer);
});

it('names a few of many', () => {
  const tests = Array.from({ length: 12 }, (_, n) => test(`t${n}`, 'failed'));
  expect(answerOf(tests).seen).toMatch(/^0 of 12 hold; not: t0; .*t7 and 4 more$/);
});
