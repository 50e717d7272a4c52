import * as z from 'zod';
import { areas } from './areas';
import type { Operation, Operations } from './operation';
import { markOf, shown, shownTexts, unshown, visitTexts } from './text-marks';

const writes = Object.entries<Operations>(areas).flatMap(([area, operations]) =>
  Object.entries<Operation>(operations)
    .filter(([, { idempotency }]) => idempotency !== 'read')
    .map(([name, operation]) => [`${area}.${name}`, operation] as const),
);

describe('texts that a write takes', () => {
  it.each(writes)('%s: each says whether somebody else reads it', (_name, { input }) => {
    const silent: string[] = [];
    visitTexts(input, undefined, (path, field) => {
      if (!markOf(field)) silent.push(path);
    });
    expect(silent).toEqual([]);
  });

  it('many of them are read by others', () => {
    const seen = new Set<string>();
    for (const [name, { input }] of writes)
      visitTexts(input, undefined, (path, field) => {
        if (markOf(field)?.kind === 'shown') seen.add(`${name}${path}`);
      });
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'leader.apply.name',
        'leader.apply.groupName',
        'referral.saveName.shownName',
        'coupon.saveTemplate.terms.title',
        'coupon.savePack.name',
        'message.createPush.text.body',
        'points.saveReward.draft.name',
        'payment.openBill.items[].title',
        'payment.refund.reason',
      ]),
    );
  });
});

describe('the texts of an input', () => {
  const name = shown(z.string().trim().min(1).max(20), 'profile');
  const line = shown(z.string().max(60));
  const code = unshown(z.string(), 'a code');
  it.each<[string, z.ZodType, unknown, string[]]>([
    ['a field', z.object({ name, code }), { name: '团长小陈', code: 'x' }, ['团长小陈']],
    [
      'nested in lists',
      z.object({ rows: z.array(z.object({ line })) }),
      { rows: [{ line: 'a' }, { line: 'b' }] },
      ['a', 'b'],
    ],
    ['twice the same', z.array(line), ['a', 'a'], ['a']],
    ['in two scenes', z.object({ name, line }), { name: 'a', line: 'a' }, ['a', 'a']],
    ['absent', z.object({ name: name.nullable(), line: line.optional() }), { name: null }, []],
    ['by default', z.object({ line: line.default('d') }), { line: 'e' }, ['e']],
    ['one of several shapes', z.union([z.object({ line }), z.object({ name })]), { name: 'n' }, ['n']],
    ['changed on the way', z.object({ line: line.transform((text) => text.trim()) }), { line: 'x' }, ['x']],
    ['in a record', z.record(code, line), { k: 'v' }, ['v']],
    ['blank', z.object({ line }), { line: '   ' }, []],
    ['marked before it was narrowed', z.object({ line: line.min(1) }), { line: 'y' }, ['y']],
  ])('%s', (_name, schema, input, texts) =>
    expect(shownTexts(schema, input).map(({ text }) => text)).toEqual(texts),
  );
});
