/** What is known to be an expression can be evaluated, and the other way round. */
import { EXPRESSIONS } from '../expressions/expressions';
import { DATE_PART_NAMES, SHAPES } from './expression-shapes';
import { refuseExpression } from './refuse-expression';

const known = new Set([...SHAPES.keys(), ...DATE_PART_NAMES, '$cond', '$literal']);

test('every expression with a shape is one that is evaluated', () => {
  expect([...known].filter((name) => !(name in EXPRESSIONS))).toEqual([]);
});

test('every expression that is evaluated has a shape, but for what MongoDB 4.4 has not', () => {
  const newer =
    '$bitAnd $bitNot $bitOr $bitXor $dateAdd $dateDiff $dateSubtract $dateTrunc $firstN $function $getField $lastN $maxN $median ' +
    '$minN $percentile $sampleRate $setField $sigmoid $sortArray $toHashedIndexKey $tsIncrement $tsSecond $unsetField';
  const unknown = Object.keys(EXPRESSIONS).filter(
    (name) => !known.has(name) && !newer.split(' ').includes(name),
  );
  expect(unknown.sort()).toEqual(['$fieldPath', '$groupKey']); // of our own making, and nobody's to write
});

test.each<[unknown, string]>([
  [{ $add: 1, $subtract: 2 }, 'exactly one field'],
  [{ a: { 'b.c': 1 } }, "may not contain '.'"],
  ['$a.$b', "may not start with '$'"],
  ['$a.', 'may not be empty'],
  ['$$', 'empty variable names'],
  [{ $map: { input: [], as: 'Big', in: 1 } }, 'invalid character for a user variable name'],
  [{ $map: { input: '$$each', as: 'each', in: 1 } }, 'undefined variable: each'],
  [{ $let: { vars: { a: 1, b: '$$a' }, in: 1 } }, 'undefined variable: a'],
  [{ $switch: { branches: [] } }, 'at least one branch'],
  [{ $switch: { branches: [{ case: 1 }] } }, "Missing 'then'"],
  [{ $cond: [1, 2] }, 'exactly 3 arguments'],
  [{ $hour: { date: '$t', zone: 1 } }, 'Unrecognized argument to $hour: zone'],
  [{ $trim: 'x' }, 'only supports an object'],
  [{ $slice: ['$a'] }, 'at least 2 arguments'],
])('%j is refused', (expression, message) => {
  expect(() => refuseExpression(expression)).toThrow(message);
});
