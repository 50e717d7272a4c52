import type { Persona } from '../../personas';

/** More do not fit beside each other. */
export const MOST_PHONES = 4;
/** Who stands in the shop, when nobody said otherwise. */
const USUAL = ['shopper-lin', 'shopper-wang', 'leader-chen', 'clerk-zhou'];

/** Whose phones lie on the table: those the address names, or else the given ones; in the order of the demo's people. */
export function castOf(
  personas: readonly Persona[],
  search: string,
  usual: readonly string[] = USUAL,
): Persona[] {
  const named = new URLSearchParams(search).get('people')?.split(',') ?? [];
  const known = personas.filter(({ id }) => named.includes(id));
  const cast = known.length > 0 ? known : personas.filter(({ id }) => usual.includes(id));
  return cast.slice(0, MOST_PHONES);
}

/** Who lies there after somebody was put down or taken away: never nobody, never more than fit. */
export function castAfter(cast: readonly string[], turned: string): string[] {
  if (!cast.includes(turned)) return cast.length >= MOST_PHONES ? [...cast] : [...cast, turned];
  return cast.length === 1 ? [...cast] : cast.filter((id) => id !== turned);
}
