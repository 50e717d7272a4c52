import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A word that once meant several things means one now: it stands in a file's name, or in one that is declared there, only where that thing is. */

const root = path.resolve(__dirname, '../..');
const sources = ['cloudfunctions', 'contracts', 'src', 'console'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file}`)
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file)),
);
const DECLARED = /(?:function|const|let|class|interface|type) (\w+)/g;
const namesOf = (file: string): string[] => [
  path.basename(file),
  ...[...readFileSync(path.join(root, file), 'utf8').matchAll(DECLARED)].map(([, name = '']) => name),
];
const named = sources.map((file) => ({ file, names: namesOf(file).join(' ').toLowerCase() }));

/** What all areas share says ids and words of each: `HandoverId`, a scrubbed log. */
const SHARED = /^(contracts\/(values|primitives\/)|cloudfunctions\/kit\/ids\/)/;

it.each([
  [
    'credit',
    'one more send that was subscribed to',
    /^cloudfunctions\/(message\/(credit|send|rules)\/|kit\/store\/query\/)/,
  ],
  [
    'claim',
    'a card for somebody who paid before',
    /^(cloudfunctions\/(payment|leader\/figures|member\/(join|overview))|contracts\/payment|src\/pages\/(claim|home)|src\/platform\/opening)\//,
  ],
  ['handover', 'of a team', /^(cloudfunctions\/leader|contracts\/leader|src\/merchant\/pages\/leaders)\//],
  [
    'settle',
    'WeChat’s 结算 of an order',
    /^(cloudfunctions\/payment\/shipping|contracts\/payment|src\/components\/order)\//,
  ],
])('%s is %s', (word, _meaning, home) => {
  const having = named.filter(({ names }) => names.includes(word)).map(({ file }) => file);
  expect(having.filter((file) => home.test(file)).length).toBeGreaterThan(0);
  expect(having.filter((file) => !home.test(file) && !SHARED.test(file))).toEqual([]);
});
