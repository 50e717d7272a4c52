import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { areas } from '@contracts/areas';
import type { Operations } from '@contracts/operation';

/**
 * What a request id decides is asked for with an id that is renewed when the input changes (src/hooks/use-request-id.ts,
 * console/kit/edit/use-request-id-of.ts): a form that kept the id of a lost answer would hear `request_changed`, one that drew
 * a new id for each tap would do it twice.
 */
const filesOf = (front: string) => {
  const root = path.resolve(__dirname, '../..', front);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
    .map((file) => ({ file: `${front}/${file}`, text: readFileSync(path.join(root, file), 'utf8') }));
};
const fronts = { src: filesOf('src'), console: filesOf('console') };

/** Nothing is edited and sent again: what they send is new with every tap, or is the same whenever it is sent. */
const oneTap = [
  'member.linkPhone', // WeChat's code of one tap
  'member.saveAvatar', // the picture that was just chosen
  'message.recordPrompt', // what WeChat's prompt answered
  'office.tellExport', // reads, and is written down each time
  'growth.beginForecast', // counts anew with every tap, and gives nobody anything
];

const decided = Object.entries<Operations>(areas).flatMap(([area, table]) =>
  Object.entries(table).flatMap(([op, { idempotency }]) =>
    idempotency !== 'read' && idempotency.byRequest === true ? [{ name: `${area}.${op}`, op }] : [],
  ),
);

/** From the first bracket to the one that closes it. */
function bracketed(text: string, from: number): string {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return text.slice(from, at + 1);
  }
  return text.slice(from);
}

/** Each place where a front end asks for it, with what it says. */
const callsOf = (front: keyof typeof fronts, op: string) =>
  fronts[front].flatMap(({ file, text }) =>
    [...text.matchAll(new RegExp(`\\.${op}\\(`, 'g'))].map(({ index, 0: { length } }) => ({
      file,
      text,
      said: bracketed(text, index + length - 1),
    })),
  );

describe.each([
  { front: 'src', least: 25 },
  { front: 'console', least: 20 },
] as const)('$front', ({ front, least }) => {
  const asked = decided.filter(({ op }) => callsOf(front, op).length > 0);

  it('asks for many such operations', () => {
    expect(decided.length).toBeGreaterThan(30);
    expect(asked.length).toBeGreaterThan(least);
  });

  it.each(asked.filter(({ name }) => !oneTap.includes(name)))(
    '$name is asked for with the id of the hook, wherever it is',
    ({ op }) => {
      const calls = callsOf(front, op);
      // `by` is what the page of acts on a member hands on: the id and the store.
      expect(calls.filter(({ said }) => !/requestId|\bby\b/.test(said)).map(({ file }) => file)).toEqual([]);
      expect(calls.filter(({ text }) => text.includes('newRequestId')).map(({ file }) => file)).toEqual([]);
    },
  );
});

/** No page asks for them yet, each with why. */
const NO_PAGE: Readonly<Record<string, string>> = {
  'member.identify': 'counters ask office.readMemberAtCounter, which tells what they need besides',
  'audience.countSet': 'no page puts segments together yet',
  'journey.planExperiment': 'experiments have no form yet',
  'journey.checkPlan': 'journeys have no canvas yet',
  'journey.previewPlan': 'journeys have no canvas yet',
  'journey.traceMember': 'journeys have no canvas yet',
  'journey.listDeadRuns': 'journeys have no canvas yet',
};

it('every operation is asked for by a page, but for those that say why', () => {
  const texts = Object.values(fronts).flatMap((files) => files.map(({ text }) => text));
  const asked = (op: string) => texts.some((text) => new RegExp(`\\.${op}\\b`).test(text));
  const names = Object.entries<Operations>(areas).flatMap(([area, table]) =>
    Object.keys(table).map((op) => ({ name: `${area}.${op}`, op })),
  );
  expect(names.length).toBeGreaterThan(200);
  expect(names.filter(({ op }) => !asked(op)).map(({ name }) => name)).toEqual(Object.keys(NO_PAGE));
});
