/** A value that has passed the parser of its name: `Brand<string, 'MemberId'>` cannot be a plain string by accident. */
declare const brand: unique symbol;
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
