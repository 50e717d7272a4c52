import type { IdentityApi } from '@contracts/identity';
import { chinaDateOf } from '@contracts/primitives/time';

type Person = ReturnType<IdentityApi['previewMerge']>['kept'];

/** A member as staff recognises one. */
export const personText = (person: Person | null): string =>
  person === null
    ? '已注销'
    : `${person.nickname ?? '会员'} · ${person.planName} · ${chinaDateOf(person.joinedAt)} 入会`;
