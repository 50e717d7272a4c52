import type { ActorKind } from '../../../contracts/operation';

export type Role = Exclude<ActorKind, 'guest' | 'member'>;

export const roles = ['leader', 'adviser', 'clerk', 'operator', 'owner'] as const satisfies readonly Role[];

/**
 * Who may do whose work: an owner everything staff does, an operator what a clerk does, a clerk what an adviser (a tier's dedicated
 * contact) sees. Leading a group is a role of its own. With the `actor` of each contract this is the whole table of permissions;
 * contracts/merchant/permissions.ts puts it into words.
 */
const grants: Record<Role, readonly Role[]> = {
  leader: ['leader'],
  adviser: ['adviser'],
  clerk: ['clerk', 'adviser'],
  operator: ['operator', 'clerk', 'adviser'],
  owner: ['owner', 'operator', 'clerk', 'adviser'],
};

/** The highest of the roles somebody holds; null: none. */
export const highestRole = (held: readonly Role[]): Role | null =>
  [...roles].reverse().find((role) => held.includes(role)) ?? null;

export const mayActAs = (held: readonly Role[], required: Role): boolean =>
  held.some((role) => grants[role].includes(required));
