import * as z from 'zod';

/** One line of a document: the path inside it, what it holds, and what the schema notes about it. */
export interface FieldLine {
  path: string;
  type: string;
  note: string;
}

type Schema = z.core.$ZodType;

const descriptionOf = (schema: Schema): string | undefined => z.globalRegistry.get(schema)?.description;

/** A branded primitive is described by its name where it is made; a field's note is a clone's description. */
function brandOf(schema: Schema): string {
  let name = '';
  for (let one: Schema | undefined = schema; one; one = one._zod.parent) name = descriptionOf(one) ?? name;
  return name;
}

function numberText(schema: z.ZodNumber): string {
  const name = schema.isInt ? 'integer' : 'number';
  const { minValue } = schema;
  if (minValue === null || minValue < Number.MIN_SAFE_INTEGER + 1) return name;
  return minValue === 0 && !accepts(schema, 0) ? `${name} > 0` : `${name} ≥ ${minValue}`;
}

const accepts = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success;
const code = (value: unknown): string => `\`${String(value)}\``;

/** What a value of this schema is, in words. */
function typeText(schema: Schema): string {
  if (schema instanceof z.ZodNullable) return `${typeText(schema.unwrap())} or null`;
  if (schema instanceof z.ZodOptional) return `${typeText(schema.unwrap())}, optional`;
  if (schema instanceof z.ZodDefault)
    return `${typeText(schema.unwrap())}, ${code(JSON.stringify(schema.def.defaultValue))} when absent`;
  if (schema instanceof z.ZodDiscriminatedUnion) return `object, by ${code(schema.def.discriminator)}`;
  // What is read of an older form and written in the newer one.
  if (schema instanceof z.ZodPipe) return typeText(schema.out);
  if (schema instanceof z.ZodNull) return 'null';
  if (schema instanceof z.ZodUnion) return schema.options.map(typeText).join(' or ');
  if (schema instanceof z.ZodEnum) return schema.options.map(code).join(' · ');
  if (schema instanceof z.ZodLiteral) return [...schema.values].map(code).join(' · ');
  if (schema instanceof z.ZodArray) return `list of ${typeText(schema.element)}`;
  if (schema instanceof z.ZodRecord) return `map of ${typeText(schema.valueType)}`;
  if (schema instanceof z.ZodObject) return 'object';
  if (schema instanceof z.ZodNumber) return numberText(schema);
  if (schema instanceof z.ZodBoolean) return 'boolean';
  if (schema instanceof z.ZodString) return 'text';
  if (schema instanceof z.ZodUnknown) return 'anything';
  if (schema instanceof z.ZodLazy) return lazyText(schema.unwrap());
  const brand = brandOf(schema);
  if (brand !== '') return brand;
  throw new Error(`the data model has no words for a field of type ${schema._zod.def.type}`);
}

/** Built when it is first used; a union that says no more is one that holds others of its kind. */
const lazyText = (schema: Schema): string =>
  schema instanceof z.ZodObject || schema instanceof z.ZodDiscriminatedUnion ? typeText(schema) : 'tree';

/** The object inside, whatever wraps it, and how its fields are addressed. */
function objectWithin(schema: Schema, path: string): { object: z.ZodObject; path: string } | undefined {
  if (schema instanceof z.ZodObject) return { object: schema, path };
  if (schema instanceof z.ZodDiscriminatedUnion) return { object: mergedOptions(schema), path };
  if (schema instanceof z.ZodLazy && lazyText(schema.unwrap()) !== 'tree')
    return objectWithin(schema.unwrap(), path);
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return objectWithin(schema.unwrap(), path);
  return schema instanceof z.ZodArray ? objectWithin(schema.element, `${path}[]`) : undefined;
}

/** The fields of every option once; the one that tells them apart lists its values. */
function mergedOptions({ def }: z.ZodDiscriminatedUnion): z.ZodObject {
  const objects = def.options.filter((option): option is z.ZodObject => option instanceof z.ZodObject);
  const names = objects.flatMap(({ shape }) => {
    const name: unknown = shape[def.discriminator];
    return name instanceof z.ZodLiteral ? [...name.values].map(String) : [];
  });
  const shapes: z.core.$ZodLooseShape[] = objects.map(({ shape }) => shape);
  return z.object({ ...Object.assign({}, ...shapes), [def.discriminator]: z.enum(names) });
}

/** A branded primitive's own description is its type, which has its own column. */
function noteOf(schema: Schema): string {
  const description = descriptionOf(schema) ?? '';
  return schema instanceof z.ZodCustom && description === brandOf(schema) ? '' : description;
}

/** Every field of a document, nested ones as dotted paths below the field that holds them. */
export function fieldLines(document: z.ZodObject, prefix = ''): FieldLine[] {
  const shape: Readonly<Record<string, Schema>> = document.shape;
  return Object.entries(shape).flatMap(([name, schema]) => {
    const path = `${prefix}${name}`;
    const inner = objectWithin(schema, path);
    return [
      { path, type: typeText(schema), note: noteOf(schema) },
      ...(inner ? fieldLines(inner.object, `${inner.path}.`) : []),
    ];
  });
}
