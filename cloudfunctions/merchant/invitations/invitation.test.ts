import type { InvitationState } from '../../../contracts/merchant/staff';
import type { StaffRole } from '../../../contracts/merchant/merchant';
import { addMs, instant } from '../../../contracts/primitives/time';
import { invitationCodeFor, invitationIdFor } from '../../kit/staff/invitation-code';
import { INVITATION_LASTS_MS, invitationState, inviterRoleOf, loweredBy, mayInvite } from './invitation';

const key = Buffer.alloc(32, 1);
const expiresAt = instant(1_000);

describe('who may invite whom', () => {
  it.each<[StaffRole | null, StaffRole[]]>([
    ['owner', ['owner', 'operator', 'clerk', 'adviser']],
    ['operator', ['clerk', 'adviser']],
    ['clerk', []],
    ['adviser', []],
    [null, []],
  ])('%s', (inviter, may) => {
    const all: StaffRole[] = ['owner', 'operator', 'clerk', 'adviser'];
    expect(all.filter((role) => mayInvite(inviter, role))).toEqual(may);
  });
});

describe('how an invitation stands', () => {
  it.each<['open' | 'accepted' | 'revoked', StaffRole, StaffRole | null, number, InvitationState]>([
    ['open', 'clerk', 'operator', -1, 'open'],
    ['open', 'clerk', 'operator', 0, 'expired'],
    ['open', 'clerk', 'clerk', -1, 'void'],
    ['open', 'clerk', null, -1, 'void'],
    ['open', 'operator', 'operator', -1, 'void'],
    ['open', 'operator', 'owner', -1, 'open'],
    ['accepted', 'clerk', null, 9, 'accepted'],
    ['revoked', 'clerk', 'owner', 9, 'revoked'],
  ])('%s for a %s, by who is now %s, %i ms from its end: %s', (status, role, inviter, ms, state) => {
    expect(invitationState({ status, role, expiresAt }, inviter, addMs(expiresAt, ms))).toBe(state);
  });
});

it('a link is its request’s, and what is stored of it is not the link', () => {
  const code = invitationCodeFor(key, 'openid:a:b', 'req-1');
  expect(code).toMatch(/^[\w-]{22}$/);
  expect(invitationCodeFor(key, 'openid:a:b', 'req-1')).toBe(code);
  expect(invitationCodeFor(key, 'openid:a:b', 'req-2')).not.toBe(code);
  expect(invitationCodeFor(key, 'openid:a:c', 'req-1')).not.toBe(code);
  expect(invitationIdFor(key, code)).toMatch(/^inv_[0-9a-f]{32}$/);
  expect(invitationIdFor(key, code)).not.toContain(code);
  expect(invitationIdFor(Buffer.alloc(32, 2), code)).not.toBe(invitationIdFor(key, code));
});

describe('whoever was lowered and is back up stands for links of before by the lower role', () => {
  const at = instant(50);
  const account = (role: StaffRole, lowered: { at: typeof at; to: StaffRole } | null) => ({
    roles: [role],
    endedAt: null,
    lowered,
  });
  it.each<[StaffRole, StaffRole | null, number, StaffRole]>([
    ['operator', 'clerk', 49, 'clerk'],
    ['operator', 'clerk', 50, 'operator'],
    ['owner', 'operator', 49, 'operator'],
    ['clerk', 'operator', 49, 'clerk'],
    ['owner', null, 49, 'owner'],
  ])('now %s, once lowered to %s, of a link of %i: %s', (role, to, invitedAt, stands) => {
    const lowered = to === null ? null : { at, to };
    expect(inviterRoleOf({ invitedAt: instant(invitedAt) }, account(role, lowered))).toBe(stands);
  });

  it('the lowest of the days a link lasts is kept', () => {
    const once = loweredBy({ lowered: null }, { before: 'owner', after: 'clerk', now: at });
    expect(once).toEqual({ at, to: 'clerk' });
    expect(loweredBy({ lowered: once }, { before: 'clerk', after: 'owner', now: addMs(at, 1) })).toEqual(
      once,
    );
    const again = { before: 'owner', after: 'operator', now: addMs(at, 2) } as const;
    expect(loweredBy({ lowered: once }, again)).toEqual({ at: addMs(at, 2), to: 'clerk' });
    const later = addMs(at, INVITATION_LASTS_MS);
    expect(loweredBy({ lowered: once }, { ...again, now: later })).toEqual({ at: later, to: 'operator' });
  });
});
