import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { collectionNames, schema } from '../cloudfunctions/kit/store/schema';
import { instant } from '../contracts/values';
import { DATA_MODEL } from './data-model';
import { fieldLines } from './data-model/describe';
import { renderDataModel } from './data-model/render';

it('docs/data-model.md says what the schema says', () => {
  expect(readFileSync(DATA_MODEL, 'utf8')).toBe(renderDataModel());
});

it('every collection and every field of it has its line', () => {
  const text = renderDataModel();
  for (const name of collectionNames) {
    expect(text).toContain(`## ${name}\n`);
    for (const field of Object.keys(schema[name].document.shape)) expect(text).toContain(`| \`${field}\` |`);
  }
});

it('its introduction names the unique indexes', () => {
  const unique = collectionNames.flatMap((name) =>
    schema[name].indexes.flatMap((index) => (index.unique ? [`${name}.${index.name}`] : [])),
  );
  expect(unique).toEqual(['coupons.unique_code', 'platformMarks.unique_mark']);
});

it('nested fields, lists, units and notes are spelled out', () => {
  const document = z.object({
    at: instant.describe('when it happened'),
    state: z.enum(['open', 'closed']),
    items: z.array(z.object({ amount: z.int().positive(), left: z.int().nonnegative().nullable() })),
  });
  expect(fieldLines(document)).toEqual([
    { path: 'at', type: 'instant (epoch ms UTC)', note: 'when it happened' },
    { path: 'state', type: '`open` · `closed`', note: '' },
    { path: 'items', type: 'list of object', note: '' },
    { path: 'items[].amount', type: 'integer > 0', note: '' },
    { path: 'items[].left', type: 'integer ≥ 0 or null', note: '' },
  ]);
});
