import * as z from 'zod';
import type { Draws } from './draws';
import type { Json } from './hostile-inputs';

/** What an operation takes, by its outline only: the right keys with values of the right kind, which its finer rules may refuse. */
export function plausibleInput(input: z.ZodType, draws: Draws): Json {
  return sampleOf(outline.parse(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })), draws);
}

interface Outline {
  type?: string | string[] | undefined;
  const?: Json | undefined;
  enum?: Json[] | undefined;
  anyOf?: Outline[] | undefined;
  oneOf?: Outline[] | undefined;
  allOf?: Outline[] | undefined;
  properties?: Record<string, Outline> | undefined;
  items?: Outline | undefined;
  minimum?: number | undefined;
}
const outline: z.ZodType<Outline> = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.json().optional(),
  enum: z.array(z.json()).optional(),
  get anyOf() {
    return z.array(outline).optional();
  },
  get oneOf() {
    return z.array(outline).optional();
  },
  get allOf() {
    return z.array(outline).optional();
  },
  get properties() {
    return z.record(z.string(), outline).optional();
  },
  get items() {
    return outline.optional();
  },
  minimum: z.number().optional(),
});

const DEEPEST = 6;

function sampleOf(of: Outline, draws: Draws, depth = 0): Json {
  if (of.const !== undefined) return of.const;
  if (of.enum !== undefined) return draws.oneOf(of.enum);
  const branches = of.anyOf ?? of.oneOf ?? of.allOf;
  if (branches !== undefined && branches.length > 0) return sampleOf(draws.oneOf(branches), draws, depth + 1);
  if (depth > DEEPEST) return null;
  switch (Array.isArray(of.type) ? of.type[0] : of.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(of.properties ?? {}).map(([key, part]) => [key, sampleOf(part, draws, depth + 1)]),
      );
    case 'array':
      return of.items === undefined ? [] : [sampleOf(of.items, draws, depth + 1)];
    case 'number':
    case 'integer':
      return Math.max(of.minimum ?? 1, 1);
    case 'boolean':
      return draws.below(2) === 0;
    case 'string':
      return draws.oneOf(['团卡', '2026-11-20', '2026-11', '13800000001', 'x1']);
    default:
      return null;
  }
}
