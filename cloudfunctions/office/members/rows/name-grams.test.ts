import { gramsOf, gramsWanted } from './name-grams';

const finds = (typed: string, name: string): boolean =>
  gramsWanted(typed).every((gram) => gramsOf(name).includes(gram));

it.each([
  ['珍', '王阿珍', true],
  ['阿珍', '王阿珍', true],
  ['王珍', '王阿珍', false],
  ['amy', 'Amy 陈', true],
  ['ａｍｙ陈', 'Amy 陈', true],
  ['😀', '😀小李', true],
  ['李', '王阿珍', false],
])('%s in %s: %s', (typed, name, found) => {
  expect(finds(typed, name)).toBe(found);
});
