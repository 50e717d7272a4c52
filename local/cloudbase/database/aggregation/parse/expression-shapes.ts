/** What each expression of MongoDB 4.4 takes: so many operands in a row, or parts by name. */

/** Named parts: those it needs, then those it may have. */
export interface Named {
  needs: readonly string[];
  may: readonly string[];
}

export type Shape = { operands: readonly [fewest: number, most: number] } | Named;

const MANY = Number.MAX_SAFE_INTEGER;

const inRow = (operands: readonly [number, number], names: string): [string, Shape][] =>
  names.split(' ').map((name) => [name, { operands }]);
const named = (names: string, needs: string, may = ''): [string, Shape][] =>
  names.split(' ').map((name) => [name, { needs: wordsOf(needs), may: wordsOf(may) }]);
const wordsOf = (text: string): string[] => text.split(' ').filter((word) => word !== '');

export const DATE_PART_NAMES = new Set(
  '$dayOfMonth $dayOfWeek $dayOfYear $hour $isoDayOfWeek $isoWeek $isoWeekYear $millisecond $minute $month $second $week $year'.split(
    ' ',
  ),
);

export const SHAPES: ReadonlyMap<string, Shape> = new Map([
  ...inRow(
    [1, 1],
    '$abs $acos $acosh $allElementsTrue $anyElementTrue $arrayToObject $asin $asinh $atan $atanh $ceil $cos $cosh $degreesToRadians',
  ),
  ...inRow(
    [1, 1],
    '$exp $first $floor $isArray $isNumber $last $ln $log10 $not $objectToArray $radiansToDegrees $reverseArray $sin $sinh $size',
  ),
  ...inRow(
    [1, 1],
    '$sqrt $strLenBytes $strLenCP $tan $tanh $toBool $toDate $toDecimal $toDouble $toInt $toLong $toLower $toObjectId $toString',
  ),
  ...inRow([1, 1], '$toUpper $type'),
  ...inRow([1, 2], '$round $trunc'),
  ...inRow([2, 2], '$arrayElemAt $atan2 $cmp $divide $eq $gt $gte $ifNull $in $log $lt $lte $mod $ne $pow'),
  ...inRow([2, 2], '$setDifference $setIsSubset $split $strcasecmp $subtract'),
  ...inRow([2, 3], '$range $slice'),
  ...inRow([2, 4], '$indexOfArray $indexOfBytes $indexOfCP'),
  ...inRow([2, MANY], '$setEquals'),
  ...inRow([3, 3], '$substr $substrBytes $substrCP'),
  ...inRow([0, MANY], '$add $and $avg $concat $concatArrays $max $mergeObjects $min $multiply $or'),
  ...inRow([0, MANY], '$setIntersection $setUnion $stdDevPop $stdDevSamp $sum'),
  ...named('$rand', ''),
  ...named('$convert', 'input to', 'onError onNull'),
  ...named(
    '$dateFromParts',
    '',
    'year month day isoWeekYear isoWeek isoDayOfWeek hour minute second millisecond timezone',
  ),
  ...named('$dateFromString', 'dateString', 'format timezone onError onNull'),
  ...named('$dateToParts', 'date', 'timezone iso8601'),
  ...named('$dateToString', 'date', 'format timezone onNull'),
  ...named('$filter', 'input cond', 'as'),
  ...named('$let', 'vars in'),
  ...named('$ltrim $rtrim $trim', 'input', 'chars'),
  ...named('$map', 'input in', 'as'),
  ...named('$reduce', 'input initialValue in'),
  ...named('$regexFind $regexFindAll $regexMatch', 'input regex', 'options'),
  ...named('$replaceAll $replaceOne', 'input find replacement'),
  ...named('$switch', 'branches', 'default'),
  ...named('$zip', 'inputs', 'useLongestLength defaults'),
]);
