import * as z from 'zod';

/**
 * Which texts other people see. Every text a write takes says it of itself: what is shown is asked about at WeChat before it is saved
 * (kit/host/check-texts.ts), the rest says why nobody sees it. `text-marks.test.ts` walks all operations for one that says nothing.
 */
export type TextScene = 'profile' | 'comment';
export type TextMark = { kind: 'shown'; scene: TextScene } | { kind: 'unshown'; why: string };

const marks = z.registry<TextMark>();

/** Somebody else reads it. `profile`: it is what a person calls themselves. */
export function shown<Schema extends z.ZodString>(schema: Schema, scene: TextScene = 'comment'): Schema {
  marks.add(schema, { kind: 'shown', scene });
  return schema;
}

/** Nobody else ever reads it. @param why in a few words */
export function unshown<Schema extends z.ZodString>(schema: Schema, why: string): Schema {
  marks.add(schema, { kind: 'unshown', why });
  return schema;
}

export interface ShownText {
  scene: TextScene;
  text: string;
}
type Visit = (path: string, schema: z.core.$ZodString, value: unknown) => void;

/**
 * Kinds of schemas told apart by name: the classes of zod's core as values would bring all of zod into every function.
 */
interface Kinds {
  string: z.core.$ZodString;
  object: z.core.$ZodObject;
  array: z.core.$ZodArray;
  union: z.core.$ZodUnion;
  pipe: z.core.$ZodPipe;
  record: z.core.$ZodRecord;
  nullable: z.core.$ZodNullable;
  optional: z.core.$ZodOptional;
  default: z.core.$ZodDefault;
  prefault: z.core.$ZodPrefault;
  readonly: z.core.$ZodReadonly;
  catch: z.core.$ZodCatch;
}
const is = <Kind extends keyof Kinds>(schema: z.core.$ZodType, kind: Kind): schema is Kinds[Kind] =>
  schema._zod.def.type === kind;

/** Each text a schema takes, with its value in `value` where there is one. */
export function visitTexts(schema: z.core.$ZodType, value: unknown, visit: Visit, path = ''): void {
  if (is(schema, 'string')) return visit(path, schema, value);
  if (is(schema, 'object')) {
    for (const [name, field] of Object.entries(schema._zod.def.shape))
      visitTexts(field, fieldOf(value, name), visit, `${path}.${name}`);
    return;
  }
  if (is(schema, 'array')) {
    const items: readonly unknown[] = Array.isArray(value) && value.length > 0 ? value : [undefined];
    return items.forEach((item) => visitTexts(schema._zod.def.element, item, visit, `${path}[]`));
  }
  if (is(schema, 'union'))
    return schema._zod.def.options.forEach((option) => visitTexts(option, value, visit, path));
  if (is(schema, 'pipe')) {
    visitTexts(schema._zod.def.in, value, visit, path);
    return visitTexts(schema._zod.def.out, value, visit, path);
  }
  if (is(schema, 'record')) return visitRecord(schema, value, visit, path);
  const inner = innerOf(schema);
  if (inner) visitTexts(inner, value, visit, path);
}

function visitRecord(schema: z.core.$ZodRecord, value: unknown, visit: Visit, path: string): void {
  const held = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const entries = held.length > 0 ? held : [[undefined, undefined] as const];
  for (const [key, item] of entries) {
    visitTexts(schema._zod.def.keyType, key, visit, `${path}{key}`);
    visitTexts(schema._zod.def.valueType, item, visit, `${path}{}`);
  }
}

function innerOf(schema: z.core.$ZodType): z.core.$ZodType | null {
  const wraps =
    is(schema, 'nullable') ||
    is(schema, 'optional') ||
    is(schema, 'default') ||
    is(schema, 'prefault') ||
    is(schema, 'readonly') ||
    is(schema, 'catch');
  return wraps ? schema._zod.def.innerType : null;
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

export const markOf = (schema: z.core.$ZodString): TextMark | undefined => marks.get(schema);

/** The texts of an input that others will read, each once. */
export function shownTexts(schema: z.ZodType, input: unknown): ShownText[] {
  const found = new Map<string, ShownText>();
  visitTexts(schema, input, (_path, field, value) => {
    const mark = markOf(field);
    if (mark?.kind !== 'shown' || typeof value !== 'string' || value.trim() === '') return;
    found.set(`${mark.scene} ${value}`, { scene: mark.scene, text: value });
  });
  return [...found.values()];
}
