import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { actionWords } from '@contracts/primitives/words/action-words';
import { factWords } from '@contracts/primitives/words/fact-words';
import { toldName } from '@contracts/primitives/words/told-words';
import { factKinds } from '../../cloudfunctions/kit/facts/fact-kind';
import { actionText, factTexts } from '../../console/texts/actions';

/** What is told of people and staff is told in words, on the phone, at a desk and in files. */
const FUNCTIONS = path.resolve(__dirname, '../../cloudfunctions');
/** Every name of an action that an area writes into the audit log; `open ? 'a.b' : 'a.c'` is two. */
const actions = [
  ...new Set(
    readdirSync(FUNCTIONS, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.ts$/.test(file) && !/\.test\./.test(file))
      .flatMap((file) => [
        ...readFileSync(path.join(FUNCTIONS, file), 'utf8').matchAll(/\baction: ([^,;{}]*)/g),
      ])
      .flatMap(([, said = '']) => [...said.matchAll(/'([a-z]+\.[A-Za-z]+)'/g)].map(([, name = '']) => name)),
  ),
];

/** What an object names, in a source text that begins behind its first brace; what stands within brackets is none of it. */
function namesIn(text: string): string[] {
  let depth = 1;
  let own = '';
  for (const letter of text) {
    if ('{([})]'.includes(letter)) depth += '{(['.includes(letter) ? 1 : -1;
    if (depth === 0) break;
    if (depth === 1) own += letter;
  }
  return [...own.matchAll(/(?:^|,)\s*(\w+)\s*(?=[:,]|$)/g)].map(([, name = '']) => name);
}

/** What entries say was before and is after, where it is written out; forms tell their own paths. */
const fields = readdirSync(FUNCTIONS, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.ts$/.test(file) && !/\.test\./.test(file))
  .map((file) => readFileSync(path.join(FUNCTIONS, file), 'utf8'))
  .filter((text) => text.includes('recordAudit(') || text.includes('told: {'))
  .flatMap((text) =>
    [...text.matchAll(/\b(?:before|after): \{/g)].flatMap(({ index, 0: found }) =>
      namesIn(text.slice(index + found.length)),
    ),
  );

it('every field an entry tells by name has a word', () => {
  expect(new Set(fields).size).toBeGreaterThan(20);
  expect([...new Set(fields)].filter((field) => toldName(field) === field)).toEqual([]);
});

it('there are actions, and kinds of facts', () => {
  expect(actions.length).toBeGreaterThan(60);
  expect(factKinds.length).toBeGreaterThan(25);
});

it.each(actions)('%s has words in both languages', (action) => {
  expect(Object.keys(actionWords)).toContain(action);
  expect(actionText(action, 'en')).not.toBe(action);
});

it.each([...factKinds])('%s has words in both languages', (kind) => {
  expect(factWords[kind]).toBeDefined();
  expect(factTexts.en[kind]).toBeDefined();
});
