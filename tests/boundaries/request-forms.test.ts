import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { areas } from '@contracts/areas';
import type { Operations } from '@contracts/operation';

/**
 * What a request id decides is asked for with an id that is renewed when the input changes (src/hooks/use-request-id.ts): a form
 * that kept the id of a lost answer would hear `request_changed`, one that drew a new id for each tap would do it twice.
 */
const src = path.resolve(__dirname, '../../src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
  .map((file) => ({ file, text: readFileSync(path.join(src, file), 'utf8') }));

/** Nothing is edited and sent again: what they send is new with every tap, or is the same whenever it is sent. */
const oneTap = [
  'member.linkPhone', // WeChat's code of one tap
  'member.saveAvatar', // the picture that was just chosen
  'message.recordPrompt', // what WeChat's prompt answered
  'office.tellExport', // reads, and is written down each time
];

const decided = Object.entries<Operations>(areas).flatMap(([area, table]) =>
  Object.entries(table).flatMap(([op, { idempotency }]) =>
    idempotency !== 'read' && idempotency.byRequest === true ? [{ name: `${area}.${op}`, op }] : [],
  ),
);
const calls = ({ op }: { op: string }) => files.filter(({ text }) => new RegExp(`\\.${op}\\(`).test(text));

it('there are many such operations, and the front end asks for them', () => {
  expect(decided.length).toBeGreaterThan(30);
  expect(decided.filter((one) => calls(one).length > 0).length).toBeGreaterThan(25);
});

it.each(decided.filter((one) => calls(one).length > 0 && !oneTap.includes(one.name)))(
  '$name is asked for with the id of the hook',
  (one) => {
    const forms = calls(one).filter(
      ({ text }) => text.includes('useRequestId') || text.includes('requestId'),
    );
    expect(forms.length).toBeGreaterThan(0);
    const drawn = calls(one).filter(({ text }) => text.includes('newRequestId'));
    expect(drawn.map(({ file }) => file)).toEqual([]);
  },
);
