import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { actionWords } from '@contracts/primitives/words/action-words';
import { factWords } from '@contracts/primitives/words/fact-words';
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
