import * as z from 'zod';
import { memberFilter, type MemberFilter } from '../../../../contracts/office/member-filter';

/** Filters from before tiers had ids named them by their places, which those ids are. */
const older = z.object({ tierLevel: z.int().nullable().optional(), tierId: z.int().nullable().optional() });

/** A filter as it was kept. A field that came later is not asked for. */
export function readKeptFilter(text: string): MemberFilter {
  const kept: unknown = JSON.parse(text);
  const filter = memberFilter.parse(kept);
  const { tierLevel, tierId } = older.parse(kept);
  return tierId === undefined ? { ...filter, tierId: tierLevel ?? null } : filter;
}
