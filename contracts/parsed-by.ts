import * as z from 'zod';

/** The parser of a branded primitive, by the check that stands with it. */
export const parsedBy = <T>(check: (value: unknown) => value is T, name: string) =>
  z.custom<T>(check, `not a ${name}`).describe(name);
