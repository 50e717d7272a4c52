import * as z from 'zod';
import { collectionNames, schema } from '../../../cloudfunctions/kit/store/schema';
import { ownedCollections, otherMemberFields } from '../../../cloudfunctions/identity/merge/list-owned';
import { memberId, openIdKey, recipient } from '../../../contracts/values';

const ids = [memberId, openIdKey, recipient].map(({ description }) => description);

/** Whether a value of this schema may hold a member id, or an openid that leads to one, at any depth. */
function holdsMemberId(type: z.core.$ZodType): boolean {
  const description = z.globalRegistry.get(type)?.description;
  if (description !== undefined && (ids.includes(description) || description.includes('member id')))
    return true;
  if (type instanceof z.ZodNullable || type instanceof z.ZodOptional || type instanceof z.ZodDefault)
    return holdsMemberId(type.def.innerType);
  if (type instanceof z.ZodArray) return holdsMemberId(type.def.element);
  if (type instanceof z.ZodUnion) return type.def.options.some(holdsMemberId);
  if (type instanceof z.ZodObject) return Object.values<z.core.$ZodType>(type.shape).some(holdsMemberId);
  return false;
}

const fields = collectionNames.flatMap((name) =>
  Object.entries<z.core.$ZodType>(schema[name].document.shape)
    .filter(([, type]) => holdsMemberId(type))
    .map(([field]) => `${name}.${field}`),
);

const covered = [
  ...ownedCollections.map(({ collection, field }) => `${collection}.${field}`),
  ...Object.keys(otherMemberFields),
];

describe('every field that names a member', () => {
  it('is found in the schema', () => {
    for (const known of ['coupons.memberId', 'reminders.recipient', 'members._id', 'members.apartFrom'])
      expect(fields).toContain(known);
  });

  it.each(fields)(
    '%s: its area says what a merge, an undo, an export and a closed account do with it',
    (field) => {
      expect(covered).toContain(field);
    },
  );

  it('is declared once', () => {
    expect([...covered].sort()).toEqual([...new Set(covered)].sort());
  });
});
