export type Leaf = string | number | boolean | null;

const isLeaf = (value: unknown): value is Leaf =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** Every single value by its path (`messageRules.perDay`), for a difference that people and the audit log can read. */
export function leavesOf(content: object, prefix = ''): Record<string, Leaf> {
  return Object.fromEntries(
    Object.entries(content).flatMap(([name, value]: [string, unknown]) => {
      const path = prefix === '' ? name : `${prefix}.${name}`;
      if (typeof value === 'object' && value !== null) return Object.entries(leavesOf(value, path));
      return isLeaf(value) ? [[path, value] as const] : [];
    }),
  );
}
