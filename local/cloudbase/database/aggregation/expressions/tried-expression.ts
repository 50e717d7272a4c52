import { createDatabase } from '../..';
import type { Document } from '../../values/document-text';
import { stagesOf } from '../stage-list';

/** In place of a value: there is none; MongoDB refuses to look for one. */
export const MISSING = '(missing)';
export const REFUSED = '(refused)';
export type Row = readonly [expression: unknown, value: unknown, document?: Document];

/** A test of each row: what a projection makes of an expression. */
export function tryExpressions(rows: readonly Row[]): void {
  const database = createDatabase({
    location: ':memory:',
    schema: [{ name: 'things', indexes: [] }],
    now: () => 0,
  });
  const environment = database.environment('expressions');
  afterAll(() => database.close());

  const valueOf = async (expression: unknown, document: Document): Promise<unknown> => {
    environment.reset();
    environment.load('things', [{ _id: 1, ...document }]);
    const pipeline = [{ $project: { _id: 0, v: expression } }];
    try {
      const [found = {}] = await environment.aggregate('things', stagesOf(pipeline, 'aggregate'));
      return 'v' in found && found.v !== undefined ? found.v : MISSING;
    } catch {
      return REFUSED;
    }
  };
  const titled = rows.map((row) => ({ title: JSON.stringify(row), row }));
  test.each(titled)('$title', async ({ row: [expression, expected, document = {}] }) => {
    const value = await valueOf(expression, document);
    // Objects are equal when their fields stand in the same order.
    expect(JSON.stringify(value)).toBe(JSON.stringify(expected));
    expect(value).toEqual(expected);
  });
}
