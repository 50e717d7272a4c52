import { runInNewContext } from 'node:vm';
import { onUse } from './on-use';
import { withSchemasOnUse } from './schemas-on-use';

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
    expect(withSchemasOnUse(source)).toContain("const a = /* @__PURE__ */ (() => z.object('a'))();\n");
    expect(run(source)).toMatchObject({ built: ['a', 'of'], areas: { all: { a: { name: 'a' } } } });
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
