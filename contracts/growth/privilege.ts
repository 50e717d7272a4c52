import * as z from 'zod';
import { privilegeKinds, privilegeValues, type PrivilegeKind } from '../primitives/tier/privilege-kinds';
import { shown, unshown } from '../text-marks';

export const privilegeKind = z.enum(privilegeKinds);
export type { PrivilegeKind };

/** How often in a China month or calendar year. */
const quota = z.object({ times: z.int().min(1).max(366), period: z.enum(['month', 'year']) });
export type PrivilegeQuota = z.output<typeof quota>;

interface Valued {
  kind: PrivilegeKind;
  value: number | null;
  quota: PrivilegeQuota | null;
}

function isFit({ kind, value, quota }: Valued): boolean {
  const range = privilegeValues[kind];
  if (!range) return value === null;
  // What the till does by itself is never used up: the price that was shown holds.
  return value !== null && range.least <= value && value <= range.most && quota === null;
}

/** A right of a tier and those above; of a kind the till applies, the highest tier's counts. */
export const privilege = () =>
  z
    .object({
      id: unshown(z.string().regex(/^[a-z0-9-]{1,24}$/), 'a name of ours'),
      kind: privilegeKind,
      name: shown(z.string().trim().min(1).max(12)),
      terms: shown(z.string().trim().min(1).max(60)),
      fromLevel: z.int().min(0).max(4),
      value: z.int().nullable(),
      quota: quota.nullable(),
    })
    .refine(isFit, { message: 'a value that fits the kind' });
export type Privilege = z.output<ReturnType<typeof privilege>>;

/** A privilege as it stood when an order was agreed: what became of tier and rules since changes nothing. */
export const soldPrivilege = z.object({
  id: z.string(),
  kind: privilegeKind,
  name: z.string(),
  tier: z.string(),
  value: z.int(),
});
export type SoldPrivilege = z.output<typeof soldPrivilege>;

/** A use of a privilege: by the till with an order, by a clerk, once. */
export const privilegeUse = () =>
  z.object({
    _id: z.string().min(1).max(160),
    privilegeId: z.string(),
    kind: privilegeKind,
    name: z.string(),
    tier: z.string(),
    /** `YYYY-MM` or `YYYY`: what a quota is counted by. */
    period: z.string().min(4).max(7),
    value: z.int().nullable(),
    /** What it was worth: fen of a price, points earned on top; null: nothing that is counted. */
    worth: z.int().nonnegative().nullable(),
  });
