import { runInNewContext } from 'node:vm';
import { onUse } from './on-use';
import { namesFunctions, withSchemasOnUse } from './schemas-on-use';

/** Runs what the source became, with a `z` that says what it builds. */
function run(source: string): { built: string[]; areas: Record<string, Record<string, unknown>> } {
  const built: string[] = [];
  const z = {
    object: (name: string) => {
      built.push(name);
      return { name };
    },
  };
  const same = (definition: unknown) => definition;
  const areas: Record<string, Record<string, unknown>> = {};
  runInNewContext(withSchemasOnUse(source), { z, operation: same, collection: same, areas, onUse });
  return { built, areas };
}

describe('schemas of a bundle', () => {
  it('those of an operation and of a collection are built when they are asked for, once', () => {
    const { built, areas } = run(`
      areas.join = operation({ actor: 'guest', input: z.object('input'), output: z.object('output') });
      areas.coupons = collection({ id: 'x', document: z.object('document'), indexes: [] });
    `);
    expect(built).toEqual([]);
    expect(areas['join']?.['input']).toBe(areas['join']?.['input']);
    expect(areas['join']).toMatchObject({ actor: 'guest', input: { name: 'input' } });
    expect(built).toEqual(['input']);
    expect(Object.keys(areas['coupons'] ?? {})).toEqual(['id', 'document', 'indexes']);
    expect(areas['coupons']).toMatchObject({ document: { name: 'document' } });
    expect(built).toEqual(['input', 'document']);
  });

  it('constants are built where they stand, and may be left out when nobody imports them', () => {
    const source = "const a = z.object('a');\nareas.all = { a, of: z.object('of') };";
    expect(withSchemasOnUse(source)).toContain("const a = /* @__PURE__ */ (() => (z.object('a')))();\n");
    expect(run(source)).toMatchObject({ built: ['a', 'of'], areas: { all: { a: { name: 'a' } } } });
  });

  it('a table of operations may be left out too, also where it says what it satisfies', () => {
    const table = (rest: string) =>
      withSchemasOnUse(`export const all = { join: operation({ actor: 'guest' }) }${rest};`);
    for (const rest of ['', ' satisfies Table'])
      expect(table(rest)).toContain('all = /* @__PURE__ */ (() => ({');
    const values = 'export const all = { a: 1, b: other };';
    expect(withSchemasOnUse(values)).toBe(values);
  });

  it.each([
    [false, "const a = z.object('a').refine((one) => one.is);\nexport const LIMIT = 3;"],
    [true, 'const half = (n: number) => n / 2;'],
    [true, 'export function half(n: number): number { return n / 2; }'],
    [true, 'export class Refused extends Error {}'],
  ])('whether a stack may name what stands at the top: %s', (named, source) => {
    expect(namesFunctions(source)).toBe(named);
  });

  it('a field that names a schema, and the fields of whatever else is called so, stay as they are', () => {
    const source = "const rest = [operation({ input, output: other }), form({ input: z.object('x') })];";
    expect(withSchemasOnUse(source)).toBe(source);
  });

  it('lines stay lines, for the stack in a log', () => {
    const source = "const a = operation({\n  input: z\n    .object('a'),\n});\n";
    expect(withSchemasOnUse(source).split('\n')).toHaveLength(source.split('\n').length);
  });
});
